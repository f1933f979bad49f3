import type { Tenant } from "./tenant";

/** What Terraform's own application needs in order to manage what it manages here. */
const TERRAFORM_SCOPES = [
  "create:clients",
  "read:clients",
  "update:clients",
  "delete:clients",
  "read:client_keys",
  "update:client_keys",
  "create:client_credentials",
  "read:client_credentials",
  "update:client_credentials",
  "delete:client_credentials",
  "create:client_grants",
  "read:client_grants",
  "update:client_grants",
  "delete:client_grants",
  "create:actions",
  "read:actions",
  "update:actions",
  "delete:actions",
  "create:resource_servers",
  "read:resource_servers",
  "update:resource_servers",
  "delete:resource_servers",
  "read:tenant_settings",
  "update:tenant_settings",
];

/** What a test needs besides, to make users and to look at what they hold. */
const OBSERVER_SCOPES = [
  "create:users",
  "read:users",
  "update:users",
  "delete:users",
  "read:sessions",
  "update:sessions",
  "delete:sessions",
  "read:refresh_tokens",
  "update:refresh_tokens",
  "delete:refresh_tokens",
  "create:connections",
  "read:connections",
  "update:connections",
  "delete:connections",
  "create:roles",
  "read:roles",
  "update:roles",
  "delete:roles",
  "create:organizations",
  "read:organizations",
  "update:organizations",
  "delete:organizations",
  "create:organization_members",
  "read:organization_members",
  "delete:organization_members",
  "create:organization_member_roles",
  "read:organization_member_roles",
  "delete:organization_member_roles",
  "create:organization_connections",
  "read:organization_connections",
  "update:organization_connections",
  "delete:organization_connections",
  "create:organization_discovery_domains",
  "read:organization_discovery_domains",
  "update:organization_discovery_domains",
  "delete:organization_discovery_domains",
  "create:user_attribute_profiles",
  "read:user_attribute_profiles",
  "update:user_attribute_profiles",
  "delete:user_attribute_profiles",
  "create:connection_profiles",
  "read:connection_profiles",
  "update:connection_profiles",
  "delete:connection_profiles",
  "create:organization_client_grants",
  "read:organization_client_grants",
  "delete:organization_client_grants",
  "read:logs",
  "read:logs_users",
  "read:stats",
  "read:mfa_policies",
  "update:mfa_policies",
];

/**
 * The applications that anybody would make first: the machine-to-machine one that Terraform and `simulator.management` use,
 * and a first-party one that users may log in to in every way.
 */
export function seedApplications(
  tenant: Tenant,
  credentials: Record<"terraform" | "application", { clientId: string; clientSecret: string }>,
): void {
  const terraform = tenant.clients.create(
    {
      name: "Terraform",
      app_type: "non_interactive",
      grant_types: ["client_credentials"],
      token_endpoint_auth_method: "client_secret_post",
      client_secret: credentials.terraform.clientSecret,
    },
    credentials.terraform.clientId,
  );
  const application = tenant.clients.create(
    {
      name: "Application",
      app_type: "regular_web",
      grant_types: [
        "authorization_code",
        "implicit",
        "refresh_token",
        "password",
        "urn:ietf:params:oauth:grant-type:device_code",
      ],
      token_endpoint_auth_method: "client_secret_post",
      oidc_conformant: true,
      callbacks: ["http://localhost:3000/callback"],
      client_secret: credentials.application.clientSecret,
    },
    credentials.application.clientId,
  );
  tenant.applications = { terraform: terraform.client_id, application: application.client_id };
}

/** The API that every tenant has, and what Terraform may do with it. */
export function seedManagementApi(tenant: Tenant): void {
  const scopes = [...TERRAFORM_SCOPES, ...OBSERVER_SCOPES];
  tenant.resourceServers.create({
    name: "Auth0 Management API",
    identifier: tenant.managementApi,
    is_system: true,
    scopes: scopes.map((value) => ({ value, description: descriptionOf(value) })),
  });
  tenant.clientGrants.create({
    client_id: tenant.applications.terraform,
    audience: tenant.managementApi,
    scope: scopes,
  });
}

/** `read:client_grants` is described as "Read Client Grants". */
function descriptionOf(scope: string): string {
  return scope
    .split(/[:_]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
