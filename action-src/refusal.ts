import type { PolicyDocument } from "../contract/policy";
import type { PostLoginApi } from "./auth0-actions";
import type { Login } from "./login";
import { inTime } from "./patience";

/** Whether a login was refused, or should have been and could not. */
export type Denial = "no" | "done" | "failed";

/**
 * In the best of the ways there are. The session of an exchange was ended before, and its token may be one to keep. A session
 * that goes on from other applications keeps these.
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
      // The next one.
    }
  }
  return "failed";
}
