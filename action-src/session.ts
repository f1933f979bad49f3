import type { Management } from "auth0";
import { parseTimestamp, UNKNOWN_TIME } from "./timestamp";

/** A session, or a device without one. Times are in milliseconds since 1970, or UNKNOWN_TIME. */
export interface Session {
  id: string;
  authenticatedAt: number;
  createdAt: number;
  /** The ids of the refresh tokens of a device whose session has expired or never existed. */
  refreshTokens?: string[];
}

/** A session as the Management API lists it. */
export interface ListedSession extends Session {
  /** The id of the session's user, if the list says so. */
  userId?: string;
  lastInteractedAt: number;
  /** When the session ends by itself: at its idle or its absolute limit, whichever comes first. */
  expiresAt: number;
  /** The ids of the applications that the session signed the user in to. */
  clients: string[];
  /** Whether somebody, such as support staff, acts as the user in it. Such a session is neither counted nor ended. */
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
    // Sessions from before Auth0 recorded the last interaction have none.
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

/** An empty id, or one of only dots, would change the path of a request. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /[^.]/.test(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Orders by authentication. The id breaks a tie, so that two logins agree on the order. */
export function newestFirst(a: Session, b: Session): number {
  return b.authenticatedAt - a.authenticatedAt || b.createdAt - a.createdAt || byId(b, a);
}

/** Orders by creation, because a session that no other may end holds its place from then on. */
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
