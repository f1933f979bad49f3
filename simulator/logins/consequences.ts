import type { PostLoginResult } from "../actions/post-login";
import type { RefreshToken } from "../tenant/refresh-tokens";
import type { Tenant } from "../tenant/tenant";
import type { Login } from "./login-in-progress";

/** The first and the last moment that a date can be, in milliseconds. */
const LIMITS = 8.64e15;

/**
 * Does to the tenant what the Actions asked for. A denied login leaves its session in place, except where
 * `api.session.revoke` denied it.
 */
export function applyConsequences(tenant: Tenant, login: Login, result: PostLoginResult): void {
  const { user, session, refreshToken } = login;
  const { appMetadata, userMetadata, revokeSession, revokeRefreshToken } = result;

  if (appMetadata ?? userMetadata) tenant.users.changeMetadata(user.user_id, { appMetadata, userMetadata });
  if (session) {
    if (result.sessionMetadata) session.session_metadata = result.sessionMetadata;
    if (result.sessionCookieMode) session.cookie.mode = result.sessionCookieMode;
    session.expires_at = earlier(session.expires_at, result.sessionExpiresAt);
    session.idle_expires_at = earlier(session.idle_expires_at, result.sessionIdleExpiresAt);
    if (revokeSession) tenant.endSession(session.id, revokeSession);
  }
  if (refreshToken) {
    applyToRefreshToken(refreshToken.token, result);
    if (revokeRefreshToken) tenant.refreshTokens.revoke(refreshToken.token.id);
  }
}

/** After the Actions. The tenant's policy asks once a session, and at no exchange of a refresh token. */
export function asksForSecondFactor({ mfaPolicies }: Tenant, login: Login, result: PostLoginResult): boolean {
  if (result.denied) return false;
  const { session, protocol } = login;
  const given = session?.authentication.methods.some(({ name }) => name === "mfa");
  const isAsked = protocol !== "oauth2-refresh-token" && mfaPolicies.includes("all-applications") && !given;
  return result.multifactor ?? isAsked;
}

/** Also for a token that the login is about to give out. */
export function applyToRefreshToken(refreshToken: RefreshToken, result: PostLoginResult): void {
  const { refreshTokenMetadata, refreshTokenExpiresAt, refreshTokenIdleExpiresAt } = result;
  if (refreshTokenMetadata) refreshToken.refresh_token_metadata = refreshTokenMetadata;
  if (refreshTokenExpiresAt !== undefined) {
    refreshToken.expires_at = earlier(refreshToken.expires_at, refreshTokenExpiresAt);
  }
  if (refreshTokenIdleExpiresAt !== undefined) {
    refreshToken.idle_expires_at = earlier(
      refreshToken.idle_expires_at ?? refreshToken.expires_at,
      refreshTokenIdleExpiresAt,
    );
  }
}

/** An Action may bring an expiry forward, never put it off beyond what the tenant's settings allow. */
function earlier(current: string, wanted: number | undefined): string;
function earlier(current: string | undefined, wanted: number): string;
function earlier(current: string | undefined, wanted = Infinity): string {
  const allowed = current === undefined ? LIMITS : Date.parse(current);
  return new Date(Math.max(-LIMITS, Math.min(wanted, allowed))).toISOString();
}
