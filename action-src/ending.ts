import type { ManagementClient } from "auth0";
import type { PolicyDocument } from "../contract/policy";

type ManagementApi = Pick<ManagementClient, "sessions" | "refreshTokens">;

/** The most refresh tokens that the API revokes at once. */
const MOST_TOKENS = 100;

/** With its refresh tokens, unless the policy keeps them. */
export function endSession(
  id: string,
  { sessions }: ManagementApi,
  { refreshTokens }: Pick<PolicyDocument, "refreshTokens">,
): PromiseLike<void> {
  return refreshTokens === "keep" ? sessions.delete(id) : sessions.revoke(id);
}

/** @param end makes a call that ends one of them; one that is gone already is no failure */
export async function endTokens(
  ids: readonly string[],
  { refreshTokens }: ManagementApi,
  end: (call: () => PromiseLike<void>) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < ids.length; from += MOST_TOKENS) {
    const page = ids.slice(from, from + MOST_TOKENS);
    try {
      // At once where the tenant has that, in early access, and takes these: not those that end with their session.
      if (page.length > 1) {
        await refreshTokens.revoke({ ids: page });
        continue;
      }
    } catch (error) {
      if (![400, 403, 404].includes(statusOf(error) as number)) throw error;
    }
    await Promise.all(page.map((id) => end(() => refreshTokens.delete(id))));
  }
}

export function statusOf(error: unknown): unknown {
  return (error as { statusCode?: unknown } | undefined)?.statusCode;
}
