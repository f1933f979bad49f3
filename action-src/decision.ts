import type { PolicyDocument } from "../contract/policy";
import type { WhenExceeded } from "../contract/strategies";
import { countedUnder, type Limit } from "./limit";
import type { Login } from "./login";
import { firstCreatedFirst, heldSince, lastUsedFirst, newestFirst, type ListedSession, type Session } from "./session";
import { UNKNOWN_TIME } from "./timestamp";

const MINUTE = 60_000;

export interface Decision {
  limit: Limit;
  /** How many sessions count, including the login's own. */
  counted: number;
  /** Whether the login's own session may continue. */
  admitted: boolean;
  /** The sessions to end through the Management API, in this order. */
  end: Session[];
  /** When the next place frees up by itself, in milliseconds since 1970. Only set if logins are refused. */
  placeFreesAt?: number;
}

type Order = (a: ListedSession, b: ListedSession) => number;

/** Which sessions are kept first, for each way to make room. */
const KEPT_FIRST: Record<Exclude<WhenExceeded, "deny-login">, Order> = {
  "revoke-oldest": newestFirst,
  "revoke-least-recently-used": lastUsedFirst,
};

/** Decides which sessions end. The list may not show the login's own session yet, and may show another session twice. */
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
    // If neither the event nor the list tells when a login took place, it has only just happened.
    const isNew = (kind === "entry" || (kind === "authentication" && !isListed)) && heldSince(current) === UNKNOWN_TIME;
    const frees = placesHeld(others, isNew ? { ...current, createdAt: now } : current, policy, now);
    decision.admitted = !isJudged || frees.length < places;
    decision.placeFreesAt = frees[frees.length - places];
  } else {
    if (endsOthers) decision.end = surplus(others, current, places, KEPT_FIRST[limit.whenExceeded]);
    decision.admitted = !isJudged || !isOutranked(others, current, places);
  }
  // An exchange has no browser, and therefore no `api.session` that could end the session.
  if (kind === "exchange" && !decision.admitted) decision.end = [...decision.end, current];
  return decision;
}

/** When the places of earlier sessions free up, soonest first. Two simultaneous logins agree on which came first. */
function placesHeld(others: ListedSession[], current: Session, policy: PolicyDocument, now: number): number[] {
  const { idleSessionsFreeTheirSlotAfter: idleMinutes = Infinity } = policy;
  return others
    .filter((session) => firstCreatedFirst(session, current) < 0)
    .map(({ expiresAt, lastInteractedAt }) => Math.min(expiresAt, lastInteractedAt + idleMinutes * MINUTE))
    .filter((freesAt) => freesAt >= now)
    .sort((a, b) => a - b);
}

/**
 * The sessions that are ended to make room. They are all older than the login's own, so that of two simultaneous logins, at most
 * one ends the other. Newer sessions take up places.
 */
function surplus(others: ListedSession[], current: Session, places: number, order: Order): Session[] {
  const older = others.filter((session) => !isNewer(session, current)).sort(order);
  const newer = others.length - older.length;
  return older.slice(Math.max(0, places - newer - 1));
}

/** Whether newer sessions take up all places. A session of unknown age is not judged. */
function isOutranked(others: ListedSession[], current: Session, places: number): boolean {
  if (current.authenticatedAt === UNKNOWN_TIME) return false;
  return others.filter((session) => isNewer(session, current)).length >= places;
}

function isNewer(session: Session, current: Session): boolean {
  return newestFirst(session, current) < 0;
}

/** The list may tell the times of the login's session that the event does not. */
function withTimesOf({ id, authenticatedAt, createdAt }: Session, listed: Session | undefined): Session {
  return {
    id,
    authenticatedAt: authenticatedAt || (listed?.authenticatedAt ?? UNKNOWN_TIME),
    createdAt: createdAt || (listed?.createdAt ?? UNKNOWN_TIME),
  };
}
