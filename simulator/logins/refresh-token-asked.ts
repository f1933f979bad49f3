import type { PostLoginResult } from "../actions/post-login";
import type { StoredRefreshToken } from "../tenant/refresh-tokens";
import type { Tenant } from "../tenant/tenant";
import { applyToRefreshToken } from "./consequences";
import type { Login } from "./login-in-progress";

/** Protocols that give the application no refresh token. */
const WITHOUT_REFRESH_TOKEN = ["oidc-implicit-profile", "samlp", "wsfed"];

/** The refresh token that a login gives the application, if it asked for one and may have one. */
export function issueAsked(tenant: Tenant, login: Login, result: PostLoginResult): StoredRefreshToken | undefined {
  const { user, client, session, scopes, audience, device } = login;
  const access = accessAsked(login);
  if (access === undefined) return undefined;
  const issued = tenant.refreshTokens.issue({
    userId: user.user_id,
    client,
    sessionId: session?.id ?? null,
    access,
    scopes,
    resourceServers: audience === undefined ? [] : [{ audience, scopes: scopes.join(" ") }],
    ...device,
  });
  applyToRefreshToken(issued.token, result);
  return issued;
}

function accessAsked({ client, protocol, scopes }: Login): "online" | "offline" | undefined {
  if (WITHOUT_REFRESH_TOKEN.includes(protocol) || !client.grant_types.includes("refresh_token")) return undefined;
  if (scopes.includes("online_access")) return "online";
  return scopes.includes("offline_access") ? "offline" : undefined;
}
