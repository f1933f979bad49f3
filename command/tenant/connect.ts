import { type TenantOptions, UsageError } from "../options";
import { requestToken } from "./access-token";
import { TenantReader } from "./tenant-reader";

/**
 * The tenant, with the credentials that the command was given.
 *
 * @throws UsageError if they get no token
 */
export async function connect({ domain, audience, credentials }: TenantOptions): Promise<TenantReader> {
  const onRateLimit = () => console.error("the tenant is at its rate limit; waiting");
  if ("token" in credentials) return new TenantReader(domain, credentials.token, onRateLimit);
  const answer = await requestToken({ domain, audience, ...credentials });
  if ("token" in answer) return new TenantReader(domain, answer.token, onRateLimit);
  throw new UsageError(
    `AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET get no token for "${audience}": ${answer.refusal}; "auth0-single-session doctor" tells more`,
  );
}
