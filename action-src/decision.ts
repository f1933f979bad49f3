import type { PolicyDocument } from "../contract/policy";
import type { WhenExceeded } from "../contract/strategies";
import { countedUnder, type Limit } from "./limit";
import type { Login } from "./login";
import { firstCreatedFirst, heldSince, lastUsedFirst, newestFirst, type ListedSession, type Session } from "./session";
import { UNKNOWN_TIME } from "./timestamp";

const MINUTE = 60_000;

export interface Decision {
  limit: Limit;
  /** How many sessions count, that of the login included. */
  counted: number;
  /** Whether the login's own session may go on. */
  admitted: boolean;
  /** The sessions to end through the Management API, in this order. */
  end: Session[];
  /** When the next place frees by itself, in milliseconds since 1970. Only where logins are refused. */
  placeFreesAt?: number;
}

type Order = (a: ListedSession, b: ListedSession) => number;

/** Who stays, for each way to make room. */
const KEPT_FIRST: Record<Exclude<WhenExceeded, "deny-login">, Order> = {
  "revoke-oldest": newestFirst,
  "revoke-least-recently-used": lastUsedFirst,
};

/** Which sessions go on living. The list may not show the login's own yet, and may show another twice. */
export function decide(
  login: Login,
  sessions: readonly ListedSession[],
  policy: PolicyDocument,
  now: number,
): Decision {
  const { limit, kind, endsOthers, isJudged, userId } = login;
  const listed = new Map(sessions.map((session) => [session.id, session]));
  const isListed = listed.has(login.session.id);
  const current = withTimesOf(login.session, kind === "entry" ? undefined : listed.get(login.session.id));
  const isCounted = countedUnder(limit.scope, login, policy);
  const others = [...listed.values()].filter(
    (session) =>
      session.id !== current.id &&
      (session.userId ?? userId) === userId &&
      session.expiresAt > now &&
      !session.delegated &&
      isCounted(session),
  );
  const places = limit.maxSessions === "unlimited" ? Infinity : limit.maxSessions;
  const decision: Decision = { limit, counted: others.length + 1, admitted: true, end: [] };

  if (limit.whenExceeded === "deny-login") {
    // A login of which neither the event nor the list tells the time has only just come.
    const isNew = (kind === "entry" || (kind === "authentication" && !isListed)) && heldSince(current) === UNKNOWN_TIME;
    const frees = placesHeld(others, isNew ? { ...current, createdAt: now } : current, policy, now);
    decision.admitted = !isJudged || frees.length < places;
    decision.placeFreesAt = frees[frees.length - places];
  } else {
    if (endsOthers) decision.end = surplus(others, current, places, KEPT_FIRST[limit.whenExceeded]);
    decision.admitted = !isJudged || !isOutranked(others, current, places);
  }
  // Without a browser, there is no `api.session` to end it with.
  if (kind === "exchange" && !decision.admitted) decision.end = [...decision.end, current];
  return decision;
}

/** When each place that others held first frees, in this order. Two logins at once agree on who was first. */
function placesHeld(others: ListedSession[], current: Session, policy: PolicyDocument, now: number): number[] {
  const { idleSessionsFreeTheirSlotAfter: idleMinutes = Infinity } = policy;
  return others
    .filter((session) => firstCreatedFirst(session, current) < 0)
    .map(({ expiresAt, lastInteractedAt }) => Math.min(expiresAt, lastInteractedAt + idleMinutes * MINUTE))
    .filter((freesAt) => freesAt >= now)
    .sort((a, b) => a - b);
}

/**
 * The sessions that make room: only older ones, so that of two logins at once, at most one ends the other. A newer session
 * takes a place.
 */
function surplus(others: ListedSession[], current: Session, places: number, order: Order): Session[] {
  const older = others.filter((session) => !isNewer(session, current)).sort(order);
  const newer = others.length - older.length;
  return older.slice(Math.max(0, places - newer - 1));
}

/** Whether newer sessions have taken all places. A session of unknown age is not judged. */
function isOutranked(others: ListedSession[], current: Session, places: number): boolean {
  if (current.authenticatedAt === UNKNOWN_TIME) return false;
  return others.filter((session) => isNewer(session, current)).length >= places;
}

function isNewer(session: Session, current: Session): boolean {
  return newestFirst(session, current) < 0;
}

/** What the event does not tell of the login's session, the list may. */
function withTimesOf({ id, authenticatedAt, createdAt }: Session, listed: Session | undefined): Session {
  return {
    id,
    authenticatedAt: authenticatedAt || (listed?.authenticatedAt ?? UNKNOWN_TIME),
    createdAt: createdAt || (listed?.createdAt ?? UNKNOWN_TIME),
  };
}
