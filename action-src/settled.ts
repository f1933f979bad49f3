import { isPlainObject } from "../contract/fields";
import type { PolicyDocument } from "../contract/policy";
import type { PostLoginApi, PostLoginEvent } from "./auth0-actions";
import type { Outcome } from "./enforcement";
import type { Login } from "./login";
import { MARK } from "./session-use";

/** Whether a use of a session was counted, for good. A login is told from later uses without a mark, unless those count, too. */
export function settles({ kind }: Login, { decision, eviction, failure }: Outcome, policy: PolicyDocument): boolean {
  const isDone = decision !== undefined && failure === undefined && eviction.failed === 0;
  return isDone && policy.enforcement === "enforce" && (kind === "entry" || policy.requireSecondFactor);
}

/** Where the tenant keeps no metadata, the next use of the session is counted again: it costs a call and changes nothing. */
export async function settle(event: PostLoginEvent, { kind, limit }: Login, api: PostLoginApi): Promise<void> {
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
