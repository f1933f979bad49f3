import type { Protocol } from "../actions/event";
import type { Tenant } from "../tenant/tenant";
import type { Login } from "./login-in-progress";

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
export function refusal(tenant: Tenant, login: Login): string | undefined {
  const { user, client, protocol } = login;
  const needed = grants[protocol];
  if (needed && !needed.some((grant) => client.grant_types.includes(grant))) return "unauthorized_client";
  if (user.blocked) return "user is blocked";
  return refusalByOrganization(tenant, login);
}

function refusalByOrganization(
  { organizations, organizationConnections }: Tenant,
  { user, connection, organization }: Login,
): string | undefined {
  if (!organization || !organizations.find(organization.id)) return undefined;
  const { id } = organization;
  if (!organizationConnections.admits(id, connection)) return `${connection} is not enabled for the ${id} organization`;
  if (organizations.isMember(id, user.user_id)) return undefined;
  if (organizationConnections.assignsMembership(id, connection)) return undefined;
  return `user ${user.user_id} is not part of the ${id} organization`;
}

/** Where the connection of the organization makes members of those who log in by it. */
export function joinOrganization(
  { organizations, organizationConnections }: Tenant,
  { user, connection, organization }: Login,
): void {
  if (!organization || !organizationConnections.assignsMembership(organization.id, connection)) return;
  organizations.addMembers(organization.id, [user.user_id]);
}
