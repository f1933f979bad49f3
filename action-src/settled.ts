import { isPlainObject } from "../contract/fields";
import type { PolicyDocument } from "../contract/policy";
import type { PostLoginApi, PostLoginEvent } from "./auth0-actions";
import type { Outcome } from "./enforcement";
import type { Login } from "./login";
import { isSettled, MARK, needsSettling } from "./session-use";

/** Whether a use of a session has been counted for good, and must be recorded so that later uses do not count again. */
export function settles({ decision, eviction, failure }: Outcome, policy: PolicyDocument): boolean {
  const isDone = decision !== undefined && failure === undefined && eviction.failed === 0;
  return isDone && policy.enforcement === "enforce" && needsSettling(policy);
}

/**
 * Records that a session has been counted. If the tenant stores no metadata, the next use of the session is counted again, which
 * costs a call and changes nothing.
 */
export async function settle(event: PostLoginEvent, { kind, limit }: Login, api: PostLoginApi): Promise<void> {
  if (isSettled(event, limit.scope)) return;
  const isExchange = kind === "exchange";
  const metadata = (isExchange ? event.refresh_token : event.session)?.metadata;
  const earlier = isPlainObject(metadata) && typeof metadata[MARK] === "string" ? [metadata[MARK]] : [];
  try {
    const keeper = isExchange ? api.refreshToken : api.session;
    await keeper.setMetadata?.(MARK, [...earlier, limit.scope].join(" "));
  } catch {
    // See above.
  }
}
