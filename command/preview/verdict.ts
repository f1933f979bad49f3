import { decide } from "../../action-src/decision";
import { devicesOf, type ListedToken } from "../../action-src/device";
import { countedUnder, limitOf, scopesOf, type Circumstances, type Limit, type Scope } from "../../action-src/limit";
import type { Login } from "../../action-src/login";
import { newestFirst, type ListedSession, type Session } from "../../action-src/session";
import type { PolicyDocument } from "../../contract/policy";
import type { User } from "../users/directory";

/** A user, with what a policy needs to know that is not in the user's profile. */
export interface Account {
  readonly user: User;
  /** The names of the user's roles. Empty unless a rule asks for roles. */
  readonly roles: readonly string[];
  /** The names and ids of the user's organizations. Empty unless a rule asks for organizations. */
  readonly organizations: readonly string[];
  readonly sessions: readonly ListedSession[];
  /** Refresh tokens. Empty unless the policy looks at devices that have no session. */
  readonly tokens: readonly ListedToken[];
}

/** What a policy does to a user, as the user's sessions and refresh tokens are now. */
export interface Verdict {
  readonly user: string;
  /** Live sessions, and devices without one, those included that the policy does not count. */
  readonly places: readonly Session[];
  /** Where no application has a limit of its own. */
  readonly limit: LimitSet;
  /** What is over a limit, in the order in which it ends. */
  readonly ending: readonly Ending[];
}

export interface LimitSet extends Pick<Limit, "maxSessions" | "whenExceeded"> {
  /** What of the policy set it: "maxSessions", "userLimit", or a rule by its place, such as "rules[0]". */
  setBy: string;
}

/** A session, or a device without one, and the limit that has no place for it. */
export interface Ending {
  readonly place: Session;
  readonly limit: LimitSet;
}

/** Whether there is a session, or refresh tokens are all that is left of a device. */
export type Kind = "session" | "device";

export function kindOf({ refreshTokens }: Session): Kind {
  return refreshTokens ? "device" : "session";
}

export function numberOf(kind: Kind, places: readonly Session[]): number {
  return places.filter((place) => kindOf(place) === kind).length;
}

/**
 * Decides as the Action does, under each limit that one of the user's sessions is under, as if the newest session there were
 * being signed in to now. A device without a session has its place among the sessions. With "deny-login", what is over the limit
 * is what came after the places were taken.
 */
export function judge(account: Account, policy: PolicyDocument, now: number): Verdict {
  const places = placesOf(account, policy, now);
  const scopeOf = scopesOf(circumstancesOf(account, []), policy);
  const scopes = new Set<Scope>(["rest", ...places.flatMap(({ clients }) => clients.map(scopeOf))]);
  const ending = new Map<string, Ending>();
  for (const scope of scopes) {
    if (scope === "unlimited") continue;
    const limit = limitUnder(scope, account, places, policy);
    for (const place of over(scope, account, places, policy, now)) {
      if (!ending.has(place.id)) ending.set(place.id, { place, limit });
    }
  }
  const limit = limitUnder("rest", account, places, policy);
  return { user: account.user.id, places, limit, ending: [...ending.values()] };
}

function placesOf(account: Account, policy: PolicyDocument, now: number): ListedSession[] {
  const { user, sessions, tokens } = account;
  return devicesOf(sessions, tokens, circumstancesOf(account, []), policy, now).filter(
    ({ userId = user.id, delegated }) => userId === user.id && !delegated,
  );
}

/** What is over one limit, in the order in which it ends. */
function over(scope: Scope, account: Account, places: ListedSession[], policy: PolicyDocument, now: number): Session[] {
  const under = placesUnder(scope, account, places, policy);
  const newest = under[0];
  if (newest === undefined) return [];
  const decideFor = (session: ListedSession, kind: Login["kind"]) => {
    const clients = clientsUnder(scope, account, session, policy);
    return decide(loginOf(account, { ...session, clients }, kind, policy), places, policy, now);
  };
  const { whenExceeded } = limitUnder(scope, account, places, policy);
  return whenExceeded === "deny-login"
    ? under.toReversed().filter((session) => !decideFor(session, "reuse").admitted)
    : decideFor(newest, "authentication").end;
}

/** The limit that the newest of the places under it has. */
function limitUnder(scope: Scope, account: Account, places: ListedSession[], policy: PolicyDocument): LimitSet {
  const newest = placesUnder(scope, account, places, policy)[0];
  const clients = newest ? clientsUnder(scope, account, newest, policy) : [];
  const { maxSessions, whenExceeded, rule, isOwn } = limitOf(circumstancesOf(account, clients), policy);
  const setBy = isOwn ? "userLimit" : rule < 0 ? "maxSessions" : `rules[${rule}]`;
  return { maxSessions, whenExceeded, setBy };
}

/** Those that count under a limit, the newest first. */
function placesUnder(scope: Scope, account: Account, places: ListedSession[], policy: PolicyDocument): ListedSession[] {
  return places.filter(countedUnder(scope, circumstancesOf(account, []), policy)).toSorted(newestFirst);
}

/** The applications of a session that are under a limit. */
function clientsUnder(scope: Scope, account: Account, { clients }: ListedSession, policy: PolicyDocument): string[] {
  const scopeOf = scopesOf(circumstancesOf(account, []), policy);
  return clients.filter((client) => scopeOf(client) === scope);
}

function loginOf(account: Account, session: ListedSession, kind: Login["kind"], policy: PolicyDocument): Login {
  const circumstances = circumstancesOf(account, session.clients);
  const use = { kind, endsOthers: kind === "authentication", isJudged: kind === "reuse" };
  return { ...use, userId: account.user.id, session, limit: limitOf(circumstances, policy), ...circumstances };
}

/** `protocols` is empty, because Auth0 does not store the protocol over which a session was signed in to. */
function circumstancesOf({ user, roles, organizations }: Account, clients: readonly string[]): Circumstances {
  const { id, connections, appMetadata } = user;
  return { traits: { clients, connections, organizations, roles, users: [id], protocols: [] }, appMetadata };
}
