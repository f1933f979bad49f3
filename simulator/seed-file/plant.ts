import type { ClientFields } from "../tenant/clients";
import { DATABASE_CONNECTION } from "../tenant/connections";
import type { Tenant } from "../tenant/tenant";
import type { TenantSeed } from "./schema";

/** Makes what the seed names. @throws Error with the entry that cannot be made, and why */
export function plant(tenant: Tenant, seed: TenantSeed): void {
  const { clients = [], roles = [], users = [], organizations = [], sessions = [] } = seed;
  each("clients", clients, ({ client_id, ...fields }) => {
    requireFree(client_id, (id) => tenant.clients.find(id));
    tenant.clients.create(fields as ClientFields, client_id);
  });
  each("roles", roles, ({ id, ...fields }) => {
    requireFree(id, () => tenant.roles.all().find((role) => role.id === id));
    tenant.roles.create(fields, id);
  });
  each("users", users, ({ user_id, roles: held = [], ...profile }) => {
    const given = user_id !== undefined && { user_id: user_id.slice("auth0|".length) };
    const user = tenant.users.create({ connection: DATABASE_CONNECTION, ...profile, ...given });
    tenant.roles.assign(user.user_id, roleIds(tenant, held));
  });
  each("organizations", organizations, ({ id, members = [], ...fields }) => {
    requireFree(id, () => tenant.organizations.all().find((organization) => organization.id === id));
    const organization = tenant.organizations.create(fields, id);
    for (const { user_id, roles: held = [] } of members) {
      tenant.users.get(user_id);
      tenant.organizations.addMembers(organization.id, [user_id]);
      tenant.organizations.assignRoles(organization.id, user_id, roleIds(tenant, held));
    }
  });
  each("sessions", sessions, (session) => establish(tenant, session));
}

/** Of the applications that every tenant starts with, those that the seed pins. */
export function pinnedCredentials({ applications = {} }: TenantSeed) {
  const { terraform, application } = applications;
  if (terraform && terraform.client_id === application?.client_id) {
    throw new Error(`the seed's applications both have the client_id ${terraform.client_id}; give them different ones`);
  }
  return Object.fromEntries(
    Object.entries(applications).map(([name, pinned]) => [
      name,
      { clientId: pinned.client_id, clientSecret: pinned.client_secret },
    ]),
  );
}

type SeededSession = NonNullable<TenantSeed["sessions"]>[number];

function establish(tenant: Tenant, session: SeededSession): void {
  const {
    id,
    user_id,
    client_id,
    created_at,
    ip = "203.0.113.10",
    user_agent = "Seeded device",
    refresh_token,
  } = session;
  const user = tenant.users.get(user_id);
  const client = client_id === undefined ? tenant.application : tenant.clients.get(client_id);
  const origin = { ip, userAgent: user_agent };
  const at = created_at === undefined ? tenant.clock.now() : new Date(created_at);
  requireFree(id, (known) => tenant.sessions.live(known));
  requireFree(refresh_token, (value) => tenant.refreshTokens.withValue(value));
  const login = { userId: user_id, clientId: client.client_id, methods: ["pwd"], at, ...origin };
  const established = tenant.sessions.establish({ ...login, ...(id !== undefined && { id }) });
  tenant.users.recordLogin(user, ip, at.toISOString());
  if (refresh_token === undefined) return;
  tenant.refreshTokens.issue({
    userId: user_id,
    client,
    sessionId: established.id,
    access: "offline",
    scopes: ["openid", "profile", "email", "offline_access"],
    resourceServers: [],
    value: refresh_token,
    at,
    ...origin,
  });
}

/** What has no id yet gets one of its own. */
function requireFree(id: string | undefined, find: (id: string) => unknown): void {
  if (id !== undefined && find(id) !== undefined) throw new Error(`${id} is there already`);
}

/** Of roles that are named by id or by name. */
function roleIds(tenant: Tenant, references: readonly string[]): string[] {
  return references.map((reference) => {
    const role = tenant.roles.all().find(({ id, name }) => id === reference || name === reference);
    if (!role) throw new Error(`there is no role ${reference}`);
    return role.id;
  });
}

function each<Entry>(list: string, entries: readonly Entry[], make: (entry: Entry) => void): void {
  entries.forEach((entry, i) => {
    try {
      make(entry);
    } catch (error) {
      throw new Error(`the seed's ${list}[${i}] cannot be made: ${(error as Error).message}`, { cause: error });
    }
  });
}
