import type { Management } from "auth0";
import { parseTimestamp, UNKNOWN_TIME } from "./timestamp";

/** Times are milliseconds since 1970, or UNKNOWN_TIME. */
export interface Session {
  id: string;
  authenticatedAt: number;
  createdAt: number;
  /** All that is left of a device whose session has expired, or never was: the ids of its refresh tokens. */
  refreshTokens?: string[];
}

/** A session as the Management API lists it. */
export interface ListedSession extends Session {
  /** Whose it is, if the list says so. */
  userId?: string;
  lastInteractedAt: number;
  /** When it ends of itself: whichever of its two limits, idle and absolute, comes first. */
  expiresAt: number;
  /** The ids of the applications that it signed the user in to. */
  clients: string[];
  /** Somebody acting as the user, such as support staff: neither counted nor ended. */
  delegated: boolean;
}

export type SessionResponse = Management.SessionResponseContent & { actor?: unknown };

export function readListedSession(listed: SessionResponse): ListedSession {
  const times = readTimes(listed);
  const limits = [listed.expires_at, listed.idle_expires_at].map(parseTimestamp);
  return {
    id: textOf(listed.id),
    ...(typeof listed.user_id === "string" && { userId: listed.user_id }),
    ...times,
    // Sessions from before Auth0 kept the last interaction have none.
    lastInteractedAt: parseTimestamp(listed.last_interacted_at) || times.authenticatedAt,
    expiresAt: Math.min(...limits.filter((time) => time !== UNKNOWN_TIME), Infinity),
    clients: Array.isArray(listed.clients) ? listed.clients.map((client) => textOf(client?.client_id)) : [],
    delegated: Boolean(listed.actor),
  };
}

export function readTimes(session: { authenticated_at?: unknown; created_at?: unknown }) {
  const createdAt = parseTimestamp(session.created_at);
  return { authenticatedAt: parseTimestamp(session.authenticated_at) || createdAt, createdAt };
}

/** Nothing, or dots alone, would change the path of a request. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /[^.]/.test(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** By authentication. The id settles a tie, so that two logins agree. */
export function newestFirst(a: Session, b: Session): number {
  return b.authenticatedAt - a.authenticatedAt || b.createdAt - a.createdAt || byId(b, a);
}

/** By creation: where nobody is put out, a place is held from then on. */
export function firstCreatedFirst(a: Session, b: Session): number {
  return heldSince(a) - heldSince(b) || byId(a, b);
}

export function heldSince({ createdAt, authenticatedAt }: Session): number {
  return createdAt || authenticatedAt;
}

export function lastUsedFirst(a: ListedSession, b: ListedSession): number {
  return b.lastInteractedAt - a.lastInteractedAt || newestFirst(a, b);
}

function byId(a: Session, b: Session): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
