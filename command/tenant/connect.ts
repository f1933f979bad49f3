import { type TenantOptions, UsageError } from "../options";
import { requestToken, type GrantedToken } from "./access-token";
import type { Pace } from "./pace";
import { TenantReader } from "./tenant-reader";

/**
 * Connects to the tenant with the command's credentials.
 *
 * @throws UsageError if the credentials get no token
 */
export async function connect(options: TenantOptions, pace?: Pace): Promise<TenantReader> {
  return reach(options.domain, await authenticate(options), pace);
}

/** @throws UsageError if the command's credentials get no token */
export async function authenticate({ domain, audience, credentials }: TenantOptions): Promise<GrantedToken> {
  if ("token" in credentials) return { token: credentials.token, renewed: () => Promise.resolve(credentials.token) };
  const answer = await requestToken({ domain, audience, ...credentials });
  if ("renewed" in answer) return answer;
  throw new UsageError(
    `AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET get no token for "${audience}": ${answer.refusal}; run "auth0-single-session doctor" to find out more`,
  );
}

export function reach(domain: string, { renewed }: GrantedToken, pace?: Pace): TenantReader {
  const onRateLimit = () => console.error("the tenant is at its rate limit; waiting");
  return new TenantReader(domain, renewed, { onRateLimit, pace });
}
