import { createHash } from "node:crypto";
import type { EventRefreshToken, EventSession, EventUser, PostLoginEvent } from "../actions/event";
import { omit } from "../omit";
import type { StoredRefreshToken } from "../tenant/refresh-tokens";
import type { StoredSession } from "../tenant/sessions";
import type { Tenant } from "../tenant/tenant";
import type { StoredUser } from "../tenant/users";
import { eventRequest, eventTransaction } from "./event-request";
import type { Login } from "./login-in-progress";

/** What the post-login Actions see of a login. */
export function postLoginEvent(tenant: Tenant, login: Login): PostLoginEvent {
  const { user, client, domain, session, refreshToken, organization, audience } = login;
  return structuredClone({
    ...(session && { authentication: { methods: session.authentication.methods } }),
    authorization: { roles: roleNames(tenant, login) },
    client: {
      client_id: client.client_id,
      name: client.name ?? "",
      metadata: { ...client.client_metadata } as Record<string, string>,
    },
    connection: describeConnection(tenant, login.connection),
    ...(domain === tenant.domains.custom && { custom_domain: { domain, domain_metadata: {} } }),
    ...(organization && { organization: describeOrganization(tenant, organization) }),
    ...(refreshToken && { refresh_token: describeRefreshToken(refreshToken) }),
    request: eventRequest(login),
    ...(audience !== undefined && { resource_server: { identifier: audience } }),
    ...(session && { session: describeSession(session) }),
    stats: { logins_count: user.logins_count },
    tenant: { id: tenant.name },
    transaction: eventTransaction(login),
    user: describeUser(user),
  });
}

/** Those that the user has in the tenant and, for a login to an organization, in it. */
function roleNames(tenant: Tenant, { user, organization }: Login): string[] {
  const known = organization && tenant.organizations.find(organization.id);
  const inOrganization = known ? tenant.organizations.rolesOf(known.id, user.user_id) : [];
  return [...new Set([...tenant.roles.of(user.user_id), ...inOrganization].map(({ name }) => name))];
}

function describeOrganization(tenant: Tenant, { id, name }: { id: string; name: string }) {
  const { display_name = name, metadata = {} } = tenant.organizations.find(id) ?? {};
  return { id, name, display_name, metadata };
}

function describeSession(session: StoredSession): EventSession {
  return { ...omit(session, "session_metadata", "authentication"), metadata: { ...session.session_metadata } };
}

function describeRefreshToken({ token, access }: StoredRefreshToken): EventRefreshToken {
  return {
    ...omit(token, "refresh_token_metadata", "session_id"),
    access,
    ...(token.session_id !== null && { session_id: token.session_id }),
    metadata: { ...token.refresh_token_metadata },
  };
}

function describeUser(user: StoredUser): EventUser {
  return {
    enrolledFactors: [],
    ...omit(user, "logins_count", "last_login", "last_ip", "blocked"),
    app_metadata: { ...user.app_metadata },
    user_metadata: { ...user.user_metadata },
  };
}

/** One that a login names and the tenant does not have is a social connection, whose id is made from its name. */
function describeConnection(tenant: Tenant, name: string) {
  const known = tenant.connections.named(name);
  if (known) return { id: known.id, name, strategy: known.strategy, metadata: { ...known.metadata } };
  const id = `con_${createHash("sha256").update(name).digest("hex").slice(0, 16)}`;
  return { id, name, strategy: name, metadata: {} };
}
