import { createHash, randomUUID } from "node:crypto";
import type { EventRefreshToken, EventSession, EventUser, PostLoginEvent, Protocol } from "../actions/event";
import { omit } from "../omit";
import type { StoredClient } from "../tenant/clients";
import { AUTONOMOUS_SYSTEM } from "../tenant/devices";
import type { RefreshToken } from "../tenant/refresh-tokens";
import type { StoredSession } from "../tenant/sessions";
import type { Tenant } from "../tenant/tenant";
import { DATABASE_CONNECTION, type StoredUser } from "../tenant/users";

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
      asn: AUTONOMOUS_SYSTEM,
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

function describeSession(session: StoredSession): EventSession {
  return { ...omit(session, "session_metadata", "authentication"), metadata: { ...session.session_metadata } };
}

function describeRefreshToken(token: RefreshToken): EventRefreshToken {
  return {
    ...omit(token, "refresh_token_metadata", "session_id"),
    ...(token.session_id !== null && { session_id: token.session_id }),
    metadata: { ...token.refresh_token_metadata },
  };
}

function describeUser(user: StoredUser): EventUser {
  return {
    ...omit(user, "logins_count", "last_login", "last_ip", "blocked"),
    app_metadata: { ...user.app_metadata },
    user_metadata: { ...user.user_metadata },
  };
}

/** Connections exist by name alone here, so the id is made from it. */
function describeConnection(name: string) {
  const id = `con_${createHash("sha256").update(name).digest("hex").slice(0, 16)}`;
  return { id, name, strategy: name === DATABASE_CONNECTION ? "auth0" : name, metadata: {} };
}
