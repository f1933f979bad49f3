import type { Evidence } from "../evidence";

const SDK_TYPES = "types of the `auth0` package";
const SESSIONS = "Manage User Sessions with Auth0 Management API";
const CONNECTION_TWICE = "a connection that the organization has already is 409";

/**
 * What is known of the operations that this folder serves. Those that the contract test calls are held against Auth0's
 * specification besides; an operation that it does not know, and that has no entry here, fails a test.
 */
export const OPERATIONS: Record<string, Evidence> = {
  "GET /actions/actions": { recording: "TestAccDataSourceAction" },
  "POST /actions/actions": { recording: "TestAccAction", remark: "the runtime is `node22` alone" },
  "GET /actions/actions/{id}": { recording: "TestAccAction" },
  "PATCH /actions/actions/{id}": { recording: "TestAccAction" },
  "DELETE /actions/actions/{id}": { recording: "TestAccAction" },
  "POST /actions/actions/{id}/deploy": {
    recording: "TestAccAction",
    remark: "answers 200, as the recording does; the specification says 202",
  },
  "GET /actions/triggers/{triggerId}/bindings": { recording: "TestAccTriggerActions" },
  "PATCH /actions/triggers/{triggerId}/bindings": {
    recording: "TestAccTriggerActions",
    remark: "of what is bound to other triggers than post-login nothing runs",
  },
  "GET /actions/executions/{id}": { documentation: "Actions Limitations: kept for 10 days" },

  "GET /client-grants": { recording: "TestAccDataSourceClientGrants" },
  "POST /client-grants": {
    recording: "TestAccClientGrant",
    assumption: "a scope of the Management API that it does not have is refused",
  },
  "GET /client-grants/{id}": { recording: "TestAccClientGrant" },
  "PATCH /client-grants/{id}": { recording: "TestAccClientGrant" },
  "DELETE /client-grants/{id}": { recording: "TestAccClientGrant" },

  "GET /actions/modules/{id}": { recording: "TestAccActionModule" },
  "POST /actions/modules": { recording: "TestAccActionModule" },
  "PATCH /actions/modules/{id}": { recording: "TestAccActionModule" },
  "DELETE /actions/modules/{id}": { recording: "TestAccActionModule" },
  "GET /actions/modules/{id}/actions": { recording: "TestAccActionModuleActionsDataSource" },
  "GET /actions/modules/{id}/versions": { recording: "TestAccActionModuleMultipleVersions" },
  "POST /actions/modules/{id}/versions": { recording: "TestAccActionModuleMultipleVersions" },

  "GET /connections": { specification: SDK_TYPES },
  "POST /connections": {
    recording: "TestAccConnection",
    remark: "`options` and `enabled_clients` are kept and given back, without the defaults that Auth0 adds",
  },
  "GET /connections/{id}": { recording: "TestAccConnection" },
  "PATCH /connections/{id}": { recording: "TestAccConnection" },
  "DELETE /connections/{id}": { recording: "TestAccConnectionGoogleOAuth2" },
  "GET /connections/{id}/clients": { recording: "TestAccConnectionClients" },
  "PATCH /connections/{id}/clients": {
    recording: "TestAccConnectionClients",
    assumption: "a client that does not exist is 404, and then none is enabled",
    remark: "no login depends on it",
  },
  "GET /clients/{id}/connections": { specification: SDK_TYPES },

  "GET /clients": { recording: "TestAccDataClients" },
  "POST /clients": {
    recording: "TestAccClientConfig",
    remark: "what has an effect is in the README; the rest is kept and given back as it came",
  },
  "GET /clients/{id}": { recording: "TestAccClientConfig" },
  "PATCH /clients/{id}": { recording: "TestAccClientConfig" },
  "DELETE /clients/{id}": { recording: "TestAccClientConfig" },
  "GET /clients/{client_id}/credentials": { recording: "TestAccClientAuthenticationMethodsPrivateKeyJWT" },
  "POST /clients/{client_id}/credentials": {
    recording: "TestAccClientAuthenticationMethodsPrivateKeyJWT",
    remark: "nobody authenticates with a certificate",
  },
  "GET /clients/{client_id}/credentials/{credential_id}": {
    recording: "TestAccClientAuthenticationMethodsPrivateKeyJWT",
  },
  "PATCH /clients/{client_id}/credentials/{credential_id}": {
    recording: "TestAccClientAuthenticationMethodsPrivateKeyJWT",
    remark: "answers 200, as the recording does; the specification says 201",
  },
  "DELETE /clients/{client_id}/credentials/{credential_id}": {
    recording: "TestAccClientAuthenticationMethodsPrivateKeyJWT",
  },

  "POST /resource-servers": { recording: "TestAccResourceServer" },
  "GET /resource-servers/{id}": { recording: "TestAccResourceServer" },
  "PATCH /resource-servers/{id}": {
    recording: "TestAccResourceServer",
    remark: "answers 200, as the recording does; the specification says 201",
  },
  "DELETE /resource-servers/{id}": { recording: "TestAccResourceServer" },

  "GET /tenants/settings": { recording: "TestAccTenant_Main" },
  "PATCH /tenants/settings": {
    recording: "TestAccTenant_Main",
    remark: "the README lists the few that have an effect",
  },

  "GET /users": {
    recording: "TestAccDataSourceUser",
    documentation: "User Search Query Syntax",
    remark: "a search that is not simulated is 501; the README lists which",
  },
  "POST /users": { recording: "TestAccUser", remark: "no mail is sent" },
  "GET /users/{id}": { recording: "TestAccUser" },
  "PATCH /users/{id}": { recording: "TestAccUser" },
  "DELETE /users/{id}": { recording: "TestAccUser" },
  "POST /users/{id}/revoke-access": {
    documentation: SESSIONS,
    assumption: "without `session_id` it ends all of the user's sessions and refresh tokens",
  },

  "GET /users/{user_id}/sessions": {
    documentation: SESSIONS,
    assumption: "expired sessions are not listed; oldest first and a new one at once, both of which can be set",
  },
  "DELETE /users/{user_id}/sessions": { documentation: SESSIONS, remark: "how late it takes effect can be set" },
  "GET /sessions/{id}": { documentation: SESSIONS },
  "PATCH /sessions/{id}": { documentation: SESSIONS, assumption: "the whole of the metadata is replaced" },
  "DELETE /sessions/{id}": { documentation: SESSIONS, remark: "how late it takes effect can be set" },
  "POST /sessions/{id}/revoke": {
    documentation: SESSIONS,
    assumption: "it wants both scopes that the documentation names",
  },

  "PATCH /refresh-tokens/{id}": {
    assumption: "the whole of the metadata is replaced",
  },

  "GET /logs": {
    documentation: "Log Event Type Codes",
    assumption: "newest first unless sorted; of `search`, `application` and `user` are the names of both",
    remark: "the README lists which events there are",
  },
  "GET /logs/{id}": { documentation: "Log Event Type Codes" },

  "GET /roles": { recording: "TestAccDataSourceRole" },
  "POST /roles": { recording: "TestAccRole" },
  "GET /roles/{id}": { recording: "TestAccRole" },
  "PATCH /roles/{id}": { recording: "TestAccRole" },
  "DELETE /roles/{id}": { recording: "TestAccRole" },
  "GET /roles/{id}/users": { recording: "TestAccDataSourceRole" },
  "POST /roles/{id}/users": { specification: SDK_TYPES },
  "GET /users/{id}/roles": { recording: "TestAccUserRole" },
  "POST /users/{id}/roles": { recording: "TestAccUserRole" },
  "DELETE /users/{id}/roles": { recording: "TestAccUserRole" },

  "GET /roles/{id}/permissions": { recording: "TestAccRolePermission" },
  "POST /roles/{id}/permissions": {
    recording: "TestAccRolePermission",
    assumption: "a scope that the API does not have is refused",
    remark: "no token depends on permissions",
  },
  "DELETE /roles/{id}/permissions": { recording: "TestAccRolePermission" },
  "GET /users/{id}/permissions": {
    recording: "TestAccUserPermission",
    assumption: "those of the user's roles name the role as their source",
  },
  "POST /users/{id}/permissions": { recording: "TestAccUserPermission", remark: "no token depends on permissions" },
  "DELETE /users/{id}/permissions": { recording: "TestAccUserPermission" },

  "GET /organizations": { specification: SDK_TYPES },
  "POST /organizations": {
    recording: "TestAccOrganizationMember",
    documentation: "Enable Organization Connections",
  },
  "GET /organizations/name/{name}": { recording: "TestAccDataSourceOrganization" },
  "GET /organizations/{id}": { recording: "TestAccOrganizationMember" },
  "PATCH /organizations/{id}": { recording: "TestAccOrganizationTokenQuota" },
  "DELETE /organizations/{id}": { recording: "TestAccOrganizationMember" },
  "GET /users/{id}/organizations": { specification: SDK_TYPES },
  "GET /organizations/{id}/members": { recording: "TestAccOrganizationMember" },
  "POST /organizations/{id}/members": { recording: "TestAccOrganizationMember" },
  "DELETE /organizations/{id}/members": { recording: "TestAccOrganizationMember" },
  "GET /organizations/{id}/members/{user_id}/roles": { recording: "TestAccOrganizationMemberRoles" },
  "POST /organizations/{id}/members/{user_id}/roles": { recording: "TestAccOrganizationMemberRoles" },
  "DELETE /organizations/{id}/members/{user_id}/roles": { recording: "TestAccOrganizationMemberRoles" },

  "GET /organizations/{id}/connections": { recording: "TestAccOrganizationConnections" },
  "POST /organizations/{id}/connections": {
    recording: "TestAccOrganizationConnections",
    assumption: CONNECTION_TWICE,
    remark: "`organization_access_level`, `show_as_button` and `is_signup_enabled` are kept and given back",
  },
  "GET /organizations/{id}/connections/{connection_id}": { recording: "TestAccOrganizationConnection" },
  "PATCH /organizations/{id}/connections/{connection_id}": { recording: "TestAccOrganizationConnection" },
  "DELETE /organizations/{id}/connections/{connection_id}": { recording: "TestAccOrganizationConnection" },
  "GET /organizations/{id}/enabled_connections": { specification: SDK_TYPES },
  "POST /organizations/{id}/enabled_connections": {
    specification: SDK_TYPES,
    documentation: "Enable Organization Connections",
    assumption: CONNECTION_TWICE,
  },
  "GET /organizations/{id}/enabled_connections/{connection_id}": { specification: SDK_TYPES },
  "PATCH /organizations/{id}/enabled_connections/{connection_id}": { specification: SDK_TYPES },
  "DELETE /organizations/{id}/enabled_connections/{connection_id}": { specification: SDK_TYPES },
  "GET /organizations/{id}/client-grants": { recording: "TestAccOrganizationClientGrant" },
  "POST /organizations/{id}/client-grants": {
    recording: "TestAccOrganizationClientGrant",
    remark: "no token depends on them",
  },
  "DELETE /organizations/{id}/client-grants/{grant_id}": { recording: "TestAccOrganizationClientGrant" },

  "GET /organizations/{id}/discovery-domains": { recording: "TestAccOrgDiscoveryDomains" },
  "POST /organizations/{id}/discovery-domains": {
    recording: "TestAccOrganizationDiscoveryDomain",
    remark: "no login looks at them",
  },
  "GET /organizations/{id}/discovery-domains/{discovery_domain_id}": {
    recording: "TestAccOrganizationDiscoveryDomain",
  },
  "PATCH /organizations/{id}/discovery-domains/{discovery_domain_id}": {
    recording: "TestAccOrganizationDiscoveryDomain",
  },
  "DELETE /organizations/{id}/discovery-domains/{discovery_domain_id}": {
    recording: "TestAccOrganizationDiscoveryDomain",
  },

  "GET /user-attribute-profiles": { recording: "TestAccDataSourceUserAttributeProfile_ByName" },
  "POST /user-attribute-profiles": { recording: "TestAccUserAttributeProfile", remark: "kept and given back" },
  "GET /user-attribute-profiles/{id}": { recording: "TestAccUserAttributeProfile" },
  "PATCH /user-attribute-profiles/{id}": { recording: "TestAccUserAttributeProfile" },
  "DELETE /user-attribute-profiles/{id}": { recording: "TestAccUserAttributeProfile" },
  "GET /connection-profiles": { specification: SDK_TYPES },
  "POST /connection-profiles": { recording: "TestAccConnectionProfile", remark: "kept and given back" },
  "GET /connection-profiles/{id}": { recording: "TestAccConnectionProfile" },
  "PATCH /connection-profiles/{id}": { recording: "TestAccConnectionProfile" },
  "DELETE /connection-profiles/{id}": { recording: "TestAccConnectionProfile" },

  "GET /stats/daily": { specification: SDK_TYPES },
  "GET /stats/active-users": { specification: SDK_TYPES },
  "GET /guardian/policies": { recording: "TestAccGuardianPhone" },
  "PUT /guardian/policies": { recording: "TestAccGuardianPhone" },
};
