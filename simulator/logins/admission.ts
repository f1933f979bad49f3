import type { Protocol } from "../actions/event";
import type { Tenant } from "../tenant/tenant";
import type { Login } from "./event";

/** For each protocol that is a grant, those of which an application needs one. */
const grants: Partial<Record<Protocol, string[]>> = {
  "oidc-basic-profile": ["authorization_code"],
  "oidc-implicit-profile": ["implicit"],
  "oidc-hybrid-profile": ["authorization_code"],
  "oauth2-device-code": ["urn:ietf:params:oauth:grant-type:device_code"],
  "oauth2-refresh-token": ["refresh_token"],
  "oauth2-password": ["password", "http://auth0.com/oauth/grant-type/password-realm"],
};

/** Why the tenant refuses the login before any Action runs; undefined where it does not. */
export function refusal(tenant: Tenant, { user, client, protocol, organization }: Login): string | undefined {
  const needed = grants[protocol];
  if (needed && !needed.some((grant) => client.grant_types.includes(grant))) return "unauthorized_client";
  if (user.blocked) return "user is blocked";
  if (!organization || !tenant.organizations.find(organization.id)) return undefined;
  if (tenant.organizations.isMember(organization.id, user.user_id)) return undefined;
  return `user ${user.user_id} is not part of the ${organization.id} organization`;
}
