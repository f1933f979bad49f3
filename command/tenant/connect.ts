import { type TenantOptions, UsageError } from "../options";
import { requestToken } from "./access-token";
import type { Pace } from "./pace";
import { TenantReader } from "./tenant-reader";

/**
 * The tenant, with the credentials that the command was given.
 *
 * @throws UsageError if they get no token
 */
export async function connect({ domain, audience, credentials }: TenantOptions, pace?: Pace): Promise<TenantReader> {
  const courtesy = { onRateLimit: () => console.error("the tenant is at its rate limit; waiting"), pace };
  if ("token" in credentials) return new TenantReader(domain, credentials.token, courtesy);
  const answer = await requestToken({ domain, audience, ...credentials });
  if ("renewed" in answer) return new TenantReader(domain, answer.renewed, courtesy);
  throw new UsageError(
    `AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET get no token for "${audience}": ${answer.refusal}; "auth0-single-session doctor" tells more`,
  );
}
