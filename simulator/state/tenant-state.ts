import type { Tenant } from "../tenant/tenant";

export type TenantState = ReturnType<typeof tenantState>;

/** What the tenant holds, in parts that are JSON. */
export function tenantState(tenant: Tenant) {
  return {
    time: new Date(tenant.clock.latestReading).toISOString(),
    settings: tenant.settings,
    mfaPolicies: tenant.mfaPolicies,
    applications: tenant.applications,
    seededUsers: tenant.seededUsers,
    // As objects, because a declaration file has no name for the SDK's type of them.
    clientSigningKeys: tenant.clients.signingKeys as object[],
    clients: tenant.clients.state(),
    clientCredentials: tenant.clientCredentials.state(),
    resourceServers: tenant.resourceServers.state(),
    clientGrants: tenant.clientGrants.state(),
    actionModules: tenant.actionModules.state(),
    actions: tenant.actions.state(),
    triggerBindings: tenant.triggerBindings.state(),
    executions: tenant.executions.state(),
    logs: tenant.logs.state(),
    statistics: tenant.statistics.state(),
    connections: tenant.connections.state(),
    users: tenant.users.state(),
    roles: tenant.roles.state(),
    permissions: tenant.permissions.state(),
    organizations: tenant.organizations.state(),
    organizationConnections: tenant.organizationConnections.state(),
    discoveryDomains: tenant.discoveryDomains.state(),
    userAttributeProfiles: tenant.userAttributeProfiles.state(),
    connectionProfiles: tenant.connectionProfiles.state(),
    sessions: tenant.sessions.state(),
    refreshTokens: tenant.refreshTokens.state(),
  };
}

/**
 * Gives it all to a tenant that is new.
 *
 * @throws Error if a dependency of an Action cannot be got
 */
export async function restoreTenant(tenant: Tenant, state: TenantState): Promise<void> {
  tenant.clock.set(Date.parse(state.time));
  Object.assign(tenant.settings, state.settings);
  tenant.mfaPolicies = state.mfaPolicies;
  tenant.applications = state.applications;
  tenant.seededUsers = state.seededUsers;
  tenant.clients.signingKeys = state.clientSigningKeys;
  tenant.clients.restore(state.clients);
  tenant.clientCredentials.restore(state.clientCredentials);
  tenant.resourceServers.restore(state.resourceServers);
  tenant.clientGrants.restore(state.clientGrants);
  tenant.actionModules.restore(state.actionModules);
  await tenant.actions.restore(state.actions);
  tenant.triggerBindings.restore(state.triggerBindings);
  tenant.executions.restore(state.executions);
  tenant.logs.restore(state.logs);
  tenant.statistics.restore(state.statistics);
  tenant.connections.restore(state.connections);
  tenant.users.restore(state.users);
  tenant.roles.restore(state.roles);
  tenant.permissions.restore(state.permissions);
  tenant.organizations.restore(state.organizations);
  tenant.organizationConnections.restore(state.organizationConnections);
  tenant.discoveryDomains.restore(state.discoveryDomains);
  tenant.userAttributeProfiles.restore(state.userAttributeProfiles);
  tenant.connectionProfiles.restore(state.connectionProfiles);
  tenant.sessions.restore(state.sessions);
  tenant.refreshTokens.restore(state.refreshTokens);
}
