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
  const access = accessAsked(tenant, login);
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

function accessAsked(tenant: Tenant, login: Login): "online" | "offline" | undefined {
  if (WITHOUT_REFRESH_TOKEN.includes(login.protocol)) return undefined;
  const allowed = accessAllowed(tenant, login);
  return (["online", "offline"] as const).find((access) => {
    const scope = `${access}_access`;
    return login.scopes.includes(scope) && allowed.includes(scope);
  });
}

/** The scopes that give a refresh token, as far as the application and the API allow it. */
export function accessAllowed({ resourceServers }: Tenant, { client, audience }: Login): string[] {
  if (!client.grant_types.includes("refresh_token")) return [];
  const api = audience === undefined ? undefined : resourceServers.withIdentifier(audience);
  return [
    ...(api?.allow_online_access === false ? [] : ["online_access"]),
    ...(api?.allow_offline_access === false ? [] : ["offline_access"]),
  ];
}
