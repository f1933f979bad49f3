import type { PolicyDocument } from "../contract/policy";
import type { PostLoginApi } from "./auth0-actions";
import type { Login } from "./login";

/** Whether a login was refused, or should have been and could not. */
export type Denial = "no" | "done" | "failed";

/**
 * Refuses a login, in the best of the ways there are. In an exchange, the session was ended through the Management API
 * already, and a policy that keeps refresh tokens lets the exchange be.
 */
export async function refuse(
  kind: Login["kind"],
  reason: string,
  { refreshTokens }: PolicyDocument,
  api: PostLoginApi,
): Promise<Denial> {
  const preserveRefreshTokens = refreshTokens === "keep";
  if (kind === "exchange" && preserveRefreshTokens) return "done";
  const ways = [
    () =>
      kind === "exchange" ? api.refreshToken.revoke(reason) : api.session.revoke(reason, { preserveRefreshTokens }),
    () => api.access.deny(reason),
  ];
  for (const way of ways) {
    try {
      await way();
      return "done";
    } catch {
      // The next one.
    }
  }
  return "failed";
}
