import type { Login } from "./login";
import type { PolicyDocument } from "./policy";
import { newestFirst, type ListedSession, type Session } from "./session";
import { UNKNOWN_TIME } from "./timestamp";

export interface Decision {
  keep: Session[];
  end: Session[];
}

/**
 * Which of the user's sessions go on living.
 *
 * The login in progress keeps its place whether or not the list shows it yet. Only sessions that are older than it are
 * ended: two logins at the same time rank each other alike, so at most one of them can end the other. A newer session
 * takes a place, and its own login sees to the rest.
 *
 * @param sessions what the Management API listed, in any order; a session that shifted between pages may stand in it twice
 * @param now milliseconds since 1970
 */
export function decide(
  login: Login,
  sessions: readonly ListedSession[],
  policy: PolicyDocument,
  now: number,
): Decision {
  const listed = new Map(sessions.map((session) => [session.id, session]));
  const current = rankable(login.session, listed.get(login.session.id));
  const others = [...listed.values()]
    .filter((session) => session.id !== current.id && session.expiresAt > now && !session.delegated)
    .sort(newestFirst);
  const newer = others.filter((session) => newestFirst(session, current) < 0);
  const older = others.slice(newer.length);
  const places = Math.max(0, policy.maxSessions - newer.length - 1);
  return { keep: [...newer, current, ...older.slice(0, places)], end: older.slice(places) };
}

/** The event knows best when this login authenticated; where it does not say (its times are an Enterprise feature), the list does. */
function rankable(fromEvent: Session, fromList: Session | undefined): Session {
  return fromEvent.authenticatedAt === UNKNOWN_TIME ? (fromList ?? fromEvent) : fromEvent;
}
