import type { Window } from "../window";
import { findFlapping, type EndedSession, type Flapping } from "./flapping";
import type { Happening, Place } from "./happening";
import type { Run } from "./runs";

/** What was read about a day or an hour. */
export interface Chapter {
  readonly window: Window;
  /** Whether only a part of the period was read. */
  readonly sampled: boolean;
  /** Each happening with the number of happenings that it stands for: 1 unless the period was sampled. */
  readonly happenings: readonly { readonly happening: Happening; readonly weight: number }[];
  readonly runs: readonly Run[];
}

/** The numbers for a day or an hour. They are estimates if the period was sampled. */
export interface Period {
  readonly window: Window;
  readonly sampled: boolean;
  readonly signedIn: number;
  readonly ended: number;
  /** Calls that revoked refresh tokens of devices without a session, many in one where the tenant has that. */
  readonly revocations: number;
  readonly refused: number;
  /** Logins that were refused because the user's sessions could not be brought within the limit, as in an outage. */
  readonly refusedOnFailure: number;
  /** The number of executions that failed, by Auth0's `error_class`. */
  readonly failed: Readonly<Record<string, number>>;
  readonly latency?: Latency;
}

/** How long the Action took, in milliseconds. */
export interface Latency {
  /** How many executions were read. */
  readonly runs: number;
  readonly median: number;
  readonly percentile95: number;
}

/** The events that were read about a user. They are not extrapolated if the period was sampled. */
export interface UserCount {
  readonly user: string;
  readonly ended: number;
  readonly refused: number;
}

export interface Summary {
  readonly periods: readonly Period[];
  /** The users whose sessions were ended or whose logins were refused, most affected first. */
  readonly users: readonly UserCount[];
  /** How many sessions ended whose users are not in the part of the log that was read. */
  readonly endedOfUnknown: number;
  readonly flapping: readonly Flapping[];
}

export function summarize(chapters: readonly Chapter[]): Summary {
  const happenings = chapters.flatMap(({ happenings }) => happenings.map(({ happening }) => happening));
  const ended = happenings.filter((happening) => happening.kind === "session ended");
  const owned = attribute(ended, happenings);
  return {
    periods: chapters.map(periodOf),
    users: countByUser(owned, happenings),
    endedOfUnknown: ended.length - owned.length,
    flapping: findFlapping(owned),
  };
}

function periodOf({ window, sampled, happenings, runs }: Chapter): Period {
  const total = (matches: (happening: Happening) => boolean) =>
    happenings.reduce((sum, { happening, weight }) => sum + (matches(happening) ? weight : 0), 0);
  const failed: Record<string, number> = {};
  for (const { happening, weight } of happenings) {
    if (happening.kind !== "execution failed") continue;
    failed[happening.errorClass] = (failed[happening.errorClass] ?? 0) + weight;
  }
  return {
    window,
    sampled,
    signedIn: total(({ kind }) => kind === "signed in"),
    ended: total(({ kind }) => kind === "session ended"),
    revocations: total(({ kind }) => kind === "refresh tokens revoked"),
    refused: total((happening) => happening.kind === "login refused" && !happening.onFailure),
    refusedOnFailure: total((happening) => happening.kind === "login refused" && happening.onFailure),
    failed,
    ...(runs.length > 0 && { latency: latencyOf(runs) }),
  };
}

function latencyOf(runs: readonly Run[]): Latency {
  const sorted = runs.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!;
  return { runs: runs.length, median: rank(0.5), percentile95: rank(0.95) };
}

/** Finds the users of ended sessions. Only the login that established a session tells whose it was. */
function attribute(ended: readonly (Happening & { session?: string })[], happenings: readonly Happening[]) {
  const logins = new Map<string, { user: string; place: Place }>();
  for (const happening of happenings.toSorted((a, b) => a.at - b.at)) {
    if (happening.kind !== "signed in" || happening.session === undefined) continue;
    if (!logins.has(happening.session)) logins.set(happening.session, happening);
  }
  return ended.flatMap(({ at, session }): EndedSession[] => {
    const login = session === undefined ? undefined : logins.get(session);
    return login ? [{ at, user: login.user, place: login.place }] : [];
  });
}

function countByUser(owned: readonly EndedSession[], happenings: readonly Happening[]): UserCount[] {
  const counts = new Map<string, { ended: number; refused: number }>();
  const countOf = (user: string) => {
    const count = counts.get(user) ?? { ended: 0, refused: 0 };
    counts.set(user, count);
    return count;
  };
  for (const { user } of owned) countOf(user).ended += 1;
  for (const happening of happenings) if (happening.kind === "login refused") countOf(happening.user).refused += 1;
  const total = ({ ended, refused }: UserCount) => ended + refused;
  return [...counts].map(([user, count]) => ({ user, ...count })).sort((a, b) => total(b) - total(a));
}
