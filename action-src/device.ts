import type { Management } from "auth0";
import type { PolicyDocument } from "../contract/policy";
import { scopesOf, type Circumstances } from "./limit";
import type { ListedSession } from "./session";
import { parseTimestamp, UNKNOWN_TIME } from "./timestamp";

/** A refresh token as the Management API lists it. Times are in milliseconds since 1970, or UNKNOWN_TIME. */
export interface ListedToken {
  id: string;
  /** The id of the token's user, if the list says so. */
  userId?: string;
  client: string;
  /** The session in which the token was issued, which may have expired since. Tokens of native logins have none. */
  sessionId?: string;
  createdAt: number;
  lastExchangedAt: number;
}

export type TokenResponse = Management.RefreshTokenResponseContent;

export function readListedToken(listed: TokenResponse): ListedToken {
  const createdAt = parseTimestamp(listed.created_at);
  return {
    id: String(listed.id),
    ...(typeof listed.user_id === "string" && { userId: listed.user_id }),
    client: String(listed.client_id),
    ...(typeof listed.session_id === "string" && { sessionId: listed.session_id }),
    createdAt,
    lastExchangedAt: parseTimestamp(listed.last_exchanged_at) || createdAt,
  };
}

/**
 * The user's devices, each listed once, whether it appears as a session, as refresh tokens or as both. All refresh tokens of one
 * session are one device, even after that session has ended; any other token is a device of its own. Tokens of unlimited
 * applications are left out.
 */
export function devicesOf(
  sessions: readonly ListedSession[],
  tokens: readonly ListedToken[],
  circumstances: Circumstances,
  policy: PolicyDocument,
  now: number,
): ListedSession[] {
  const live = sessions.filter(({ expiresAt }) => expiresAt > now);
  const liveIds = new Set(live.map(({ id }) => id));
  const scopeOf = scopesOf(circumstances, policy);
  const limited = tokens.filter(({ client }) => scopeOf(client) !== "unlimited");
  const byDevice = new Map<string, ListedToken[]>();
  for (const token of limited) {
    const device = token.sessionId ?? token.id;
    const known = byDevice.get(device);
    if (known) known.push(token);
    else byDevice.set(device, [token]);
  }
  const withoutSession = [...byDevice].filter(([device]) => !liveIds.has(device));
  return [
    ...live.map((session) => withUseOf(session, byDevice.get(session.id) ?? [])),
    ...withoutSession.map(deviceOf),
  ];
}

/** When an application exchanges a refresh token, it uses the device too. */
function withUseOf(session: ListedSession, tokens: ListedToken[]): ListedSession {
  const uses = tokens.map(({ lastExchangedAt }) => lastExchangedAt);
  return { ...session, lastInteractedAt: Math.max(session.lastInteractedAt, ...uses) };
}

function deviceOf([id, tokens]: [string, ListedToken[]]): ListedSession {
  const known = tokens.map(({ createdAt }) => createdAt).filter((time) => time !== UNKNOWN_TIME);
  const since = known.length > 0 ? Math.min(...known) : UNKNOWN_TIME;
  return {
    id,
    userId: tokens[0]!.userId,
    authenticatedAt: since,
    createdAt: since,
    lastInteractedAt: Math.max(...tokens.map(({ lastExchangedAt }) => lastExchangedAt)),
    expiresAt: Infinity,
    clients: tokens.map(({ client }) => client),
    delegated: false,
    refreshTokens: tokens.map(({ id }) => id),
  };
}
