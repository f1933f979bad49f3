import { type TenantOptions, UsageError } from "../options";
import { requestToken, type GrantedToken } from "./access-token";
import type { Pace } from "./pace";
import { TenantReader } from "./tenant-reader";

/**
 * The tenant, with the credentials that the command was given.
 *
 * @throws UsageError if they get no token
 */
export async function connect(options: TenantOptions, pace?: Pace): Promise<TenantReader> {
  return reach(options.domain, await authenticate(options), pace);
}

/** @throws UsageError if the credentials that the command was given get no token */
export async function authenticate({ domain, audience, credentials }: TenantOptions): Promise<GrantedToken> {
  if ("token" in credentials) return { token: credentials.token, renewed: () => Promise.resolve(credentials.token) };
  const answer = await requestToken({ domain, audience, ...credentials });
  if ("renewed" in answer) return answer;
  throw new UsageError(
    `AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET get no token for "${audience}": ${answer.refusal}; "auth0-single-session doctor" tells more`,
  );
}

export function reach(domain: string, { renewed }: GrantedToken, pace?: Pace): TenantReader {
  const onRateLimit = () => console.error("the tenant is at its rate limit; waiting");
  return new TenantReader(domain, renewed, { onRateLimit, pace });
}
