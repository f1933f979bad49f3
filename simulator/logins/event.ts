import { createHash, randomUUID } from "node:crypto";
import type { EventSession, PostLoginEvent, Protocol } from "../actions/event";
import type { StoredClient } from "../tenant/clients";
import { autonomousSystem } from "../tenant/devices";
import type { RefreshToken } from "../tenant/refresh-tokens";
import type { StoredSession } from "../tenant/sessions";
import type { Tenant } from "../tenant/tenant";
import { databaseConnection, type StoredUser } from "../tenant/users";

/** A login in progress: who, where, how. */
export interface Login {
  user: StoredUser;
  client: StoredClient;
  protocol: Protocol;
  /** The domain that the user came to. */
  domain: string;
  device: { ip: string; userAgent: string };
  connection: string;
  organization?: { id: string; name: string };
  prompt?: string;
  /** Flows without a browser have none. */
  session?: StoredSession;
  /** Only in a refresh token exchange. */
  refreshToken?: RefreshToken;
}

/** What the post-login Actions see of a login. */
export function postLoginEvent(tenant: Tenant, login: Login): PostLoginEvent {
  const { user, client, protocol, domain, device, session, refreshToken, organization, prompt } = login;
  return structuredClone({
    ...(session && { authentication: { methods: session.authentication.methods } }),
    authorization: { roles: [] },
    client: {
      client_id: client.client_id,
      name: client.name ?? "",
      metadata: { ...client.client_metadata } as Record<string, string>,
    },
    connection: describeConnection(login.connection),
    ...(domain === tenant.domains.custom && { custom_domain: { domain, domain_metadata: {} } }),
    ...(organization && { organization: { ...organization, display_name: organization.name, metadata: {} } }),
    ...(refreshToken && { refresh_token: describeRefreshToken(refreshToken) }),
    request: {
      asn: autonomousSystem,
      body: {},
      geoip: {},
      hostname: domain,
      ip: device.ip,
      method: session ? "GET" : "POST",
      query: { client_id: client.client_id, ...(prompt !== undefined && { prompt }) },
      user_agent: device.userAgent,
    },
    ...(session && { session: describeSession(session) }),
    stats: { logins_count: user.logins_count },
    tenant: { id: tenant.name },
    transaction: {
      ...(session && { id: randomUUID() }),
      metadata: {},
      prompt: prompt === undefined ? [] : [prompt],
      protocol,
      requested_scopes: ["openid", "profile", "email", "offline_access"],
    },
    user: describeUser(user),
  });
}

function describeSession({ session_metadata, authentication: _methods, ...session }: StoredSession): EventSession {
  return { ...session, metadata: { ...session_metadata } };
}

function describeRefreshToken({ refresh_token_metadata, session_id, ...token }: RefreshToken) {
  return { ...token, ...(session_id !== null && { session_id }), metadata: { ...refresh_token_metadata } };
}

function describeUser({ logins_count: _count, last_login: _login, last_ip: _ip, ...user }: StoredUser) {
  return {
    ...user,
    identities: user.identities as Record<string, unknown>[],
    app_metadata: { ...user.app_metadata } as Record<string, unknown>,
    user_metadata: { ...user.user_metadata } as Record<string, unknown>,
  };
}

/** Connections exist by name alone here, so the id is made from it. */
function describeConnection(name: string) {
  const id = `con_${createHash("sha256").update(name).digest("hex").slice(0, 16)}`;
  return { id, name, strategy: name === databaseConnection ? "auth0" : name, metadata: {} };
}
