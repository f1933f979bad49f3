import type { PolicyDocument } from "../contract/policy";
import type { PostLoginApi } from "./auth0-actions";
import type { Login } from "./login";
import { inTime } from "./patience";

/** Whether a login was refused. "failed" means that it should have been but could not be. */
export type Denial = "no" | "done" | "failed";

/**
 * Refuses a login in the best way that works. In an exchange, the session has already been ended, and the policy may keep its
 * refresh token. A session that came from other applications keeps those.
 */
export async function refuse(
  kind: Login["kind"],
  reason: string,
  { refreshTokens }: PolicyDocument,
  api: PostLoginApi,
): Promise<Denial> {
  const preserveRefreshTokens = refreshTokens === "keep";
  if (kind === "exchange" && preserveRefreshTokens) return "done";
  const deny = () => api.access.deny(reason);
  const ways = {
    authentication: [() => api.session.revoke(reason, { preserveRefreshTokens }), deny],
    reuse: [() => api.session.revoke(reason, { preserveRefreshTokens }), deny],
    exchange: [() => api.refreshToken.revoke(reason), deny],
    entry: [deny],
  };
  for (const way of ways[kind]) {
    try {
      await inTime(way());
      return "done";
    } catch {
      // Try the next way.
    }
  }
  return "failed";
}
