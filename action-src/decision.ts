import { isUnlimited, limitOf, type Limit } from "./limit";
import type { Login } from "./login";
import type { PolicyDocument } from "../contract/policy";
import { firstCreatedFirst, lastUsedFirst, newestFirst, type ListedSession, type Session } from "./session";
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
}

/**
 * Which of the user's sessions go on living. The login in progress counts whether or not the list shows it yet. A session
 * that shifted between two pages stands in the list twice.
 */
export function decide(
  login: Login,
  sessions: readonly ListedSession[],
  policy: PolicyDocument,
  now: number,
): Decision {
  const listed = new Map(sessions.map((session) => [session.id, session]));
  const current = rankable(login.session, listed.get(login.session.id));
  const others = [...listed.values()].filter(
    (session) =>
      session.id !== current.id &&
      session.expiresAt > now &&
      !session.delegated &&
      !isUnlimited(session, login, policy),
  );
  const limit = limitOf(login, policy);
  const places = limit.maxSessions === "unlimited" ? Infinity : limit.maxSessions;
  const decision = { limit, counted: others.length + 1, admitted: true, end: [] as Session[] };

  if (limit.whenExceeded === "deny-login") {
    decision.admitted = held(others, current, policy, now) < places;
  } else if (login.kind === "authentication") {
    const order = limit.whenExceeded === "revoke-oldest" ? newestFirst : lastUsedFirst;
    decision.end = surplus(others, current, places, order);
  } else {
    decision.admitted = !isKnown(current) || others.filter((session) => isNewer(session, current)).length < places;
  }
  // Where there is no browser, there is no `api.session` that could end the login's own session.
  if (login.kind === "exchange" && !decision.admitted) decision.end = [current];
  return decision;
}

/** How many places others held first. Two logins at once agree on who was first. */
function held(others: ListedSession[], current: Session, policy: PolicyDocument, now: number): number {
  const { idleSessionsFreeTheirSlotAfter: idleMinutes = Infinity } = policy;
  const isIdle = (session: ListedSession) => now - session.lastInteractedAt > idleMinutes * MINUTE;
  return others.filter((session) => firstCreatedFirst(session, current) < 0 && !isIdle(session)).length;
}

/**
 * The sessions that make room for the login. Only older ones do: two logins at once rank each other alike, so at most one
 * of them ends the other. A newer session takes a place, and its own login sees to the rest.
 */
function surplus(
  others: ListedSession[],
  current: Session,
  places: number,
  order: (a: ListedSession, b: ListedSession) => number,
): Session[] {
  const older = others.filter((session) => !isNewer(session, current)).sort(order);
  const newer = others.length - older.length;
  return older.slice(Math.max(0, places - newer - 1));
}

function isNewer(session: Session, current: Session): boolean {
  return newestFirst(session, current) < 0;
}

function rankable(fromEvent: Session, fromList: Session | undefined): Session {
  return isKnown(fromEvent) ? fromEvent : (fromList ?? fromEvent);
}

function isKnown(session: Session): boolean {
  return session.authenticatedAt !== UNKNOWN_TIME;
}
