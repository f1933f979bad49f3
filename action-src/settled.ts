import { isPlainObject } from "../contract/fields";
import type { PolicyDocument } from "../contract/policy";
import type { PostLoginApi, PostLoginEvent } from "./auth0-actions";
import type { Outcome } from "./enforcement";
import type { Login } from "./login";
import { setsApart, type Scope } from "./limit";

/** Where a session, or a refresh token, keeps under which limits it has been counted, so that each is counted once. */
const KEY = "single_session";

/** Whether a use of a session has been counted under a limit before. */
export function isSettled({ session, refresh_token: refreshToken }: PostLoginEvent, scope: Scope): boolean {
  const metadata = session?.metadata ?? refreshToken?.metadata;
  const settled = isPlainObject(metadata) ? metadata[KEY] : undefined;
  return typeof settled === "string" && settled.split(" ").includes(String(scope));
}

/** Whether a use of a session was counted, for good. A login is told from later uses without a mark, unless those count, too. */
export function settles({ kind }: Login, { decision, eviction, failure }: Outcome, policy: PolicyDocument): boolean {
  const isDone = decision !== undefined && failure === undefined && eviction.failed === 0;
  return isDone && policy.enforcement === "enforce" && (kind === "entry" || policy.requireSecondFactor);
}

/** Where the tenant keeps no metadata, the next use of the session is counted again: it costs a call and changes nothing. */
export async function settle(event: PostLoginEvent, { kind, limit }: Login, api: PostLoginApi): Promise<void> {
  const isExchange = kind === "exchange";
  const metadata = (isExchange ? event.refresh_token : event.session)?.metadata;
  const earlier = isPlainObject(metadata) && typeof metadata[KEY] === "string" ? [metadata[KEY]] : [];
  try {
    const keeper = isExchange ? api.refreshToken : api.session;
    await keeper.setMetadata?.(KEY, [...earlier, limit.scope].join(" "));
  } catch {
    // See above.
  }
}

/** Whether a policy counts uses of a session that is there already, beside logins. */
export function needsSettling(policy: PolicyDocument): boolean {
  return policy.requireSecondFactor || setsApart(policy);
}
