import type { PostLoginResult } from "../actions/post-login";
import type { RefreshToken } from "../tenant/refresh-tokens";
import type { Tenant } from "../tenant/tenant";
import type { Login } from "./event";

/**
 * Does to the tenant what the Actions asked for, and tells why the login is denied if it is. A denied login leaves its
 * session in place, except where `api.session.revoke` denied it.
 */
export function applyConsequences(tenant: Tenant, login: Login, result: PostLoginResult): string | undefined {
  const { user, session, refreshToken } = login;
  const { appMetadata, userMetadata, revokeSession, revokeRefreshToken } = result;

  if (appMetadata ?? userMetadata) {
    tenant.users.update(user.user_id, { app_metadata: appMetadata, user_metadata: userMetadata });
  }
  if (session) {
    if (result.sessionMetadata) session.session_metadata = result.sessionMetadata;
    if (result.sessionCookieMode) session.cookie.mode = result.sessionCookieMode;
    session.expires_at = earlier(session.expires_at, result.sessionExpiresAt);
    session.idle_expires_at = earlier(session.idle_expires_at, result.sessionIdleExpiresAt);
    if (revokeSession) tenant.endSession(session.id, revokeSession);
  }
  if (refreshToken) {
    applyToRefreshToken(refreshToken, result);
    if (revokeRefreshToken) tenant.refreshTokens.revoke(refreshToken.id);
  }
  return result.denied?.reason;
}

/** Also for a token that the login is about to give out. */
export function applyToRefreshToken(refreshToken: RefreshToken, result: PostLoginResult): void {
  if (result.refreshTokenMetadata) refreshToken.refresh_token_metadata = result.refreshTokenMetadata;
  if (result.refreshTokenExpiresAt !== undefined) refreshToken.expires_at = isoDate(result.refreshTokenExpiresAt);
  if (result.refreshTokenIdleExpiresAt !== undefined) {
    refreshToken.idle_expires_at = isoDate(result.refreshTokenIdleExpiresAt);
  }
}

/** An Action may bring an expiry forward, never put it off beyond what the tenant allows. */
function earlier(current: string, wanted: number | undefined): string {
  if (wanted === undefined) return current;
  return isoDate(Math.min(wanted, Date.parse(current)));
}

function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
