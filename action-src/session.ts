import type { Management } from "auth0";
import { parseTimestamp, UNKNOWN_TIME } from "./timestamp";

/** Times are milliseconds since 1970, or UNKNOWN_TIME. */
export interface Session {
  id: string;
  authenticatedAt: number;
  createdAt: number;
}

/** A session as the Management API lists it. */
export interface ListedSession extends Session {
  /** When it ends of itself: whichever of its two limits, idle and absolute, comes first. */
  expiresAt: number;
  /** Somebody acting as the user, such as support staff: neither counted nor ended. */
  delegated: boolean;
}

export function readListedSession(
  listed: Management.SessionResponseContent & { actor?: unknown },
): ListedSession | undefined {
  if (typeof listed?.id !== "string") return undefined;
  const limits = [listed.expires_at, listed.idle_expires_at]
    .map(parseTimestamp)
    .filter((time) => time !== UNKNOWN_TIME);
  return {
    id: listed.id,
    ...readTimes(listed),
    expiresAt: Math.min(...limits, Infinity),
    delegated: Boolean(listed.actor),
  };
}

/** A session authenticated when it was created, unless it says otherwise. */
export function readTimes(session: { authenticated_at?: unknown; created_at?: unknown }) {
  const createdAt = parseTimestamp(session.created_at);
  return { authenticatedAt: parseTimestamp(session.authenticated_at) || createdAt, createdAt };
}

/**
 * Orders sessions from the one that authenticated last to the one that did so first. The id settles every tie, so that
 * two logins at the same millisecond agree on which of them is the newer.
 */
export function newestFirst(a: Session, b: Session): number {
  return b.authenticatedAt - a.authenticatedAt || b.createdAt - a.createdAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}
