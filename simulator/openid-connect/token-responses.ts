import type { AccessToken, ClientCredentials, JWTStructured, KoaContextWithOIDC } from "oidc-provider";
import type { CompletedLogin } from "../logins/login-in-progress";
import { issueAsked } from "../logins/refresh-token-asked";
import type { Tenant } from "../tenant/tenant";
import type { CompletedLogins } from "./completed-logins";
import { grantedScopes } from "./tokens";

interface TokenResponse {
  access_token?: string;
  refresh_token?: string;
  scope?: string;
}

/** What Auth0 has in an access token for an API, where oidc-provider has something else. */
export function customizeAccessToken(tenant: Tenant, completed: CompletedLogins) {
  return (ctx: KoaContextWithOIDC, _token: AccessToken | ClientCredentials, jwt: JWTStructured): void => {
    const login = completed.of(ctx);
    if (!login) return;
    const scopes = grantedScopes(tenant, login.login, login.result);
    const { client_id: azp, aud, ...payload } = jwt.payload;
    const userinfo = `${ctx.oidc.issuer}userinfo`;
    jwt.payload = {
      ...payload,
      azp,
      aud: scopes.includes("openid") ? [aud, userinfo] : aud,
      scope: scopes.join(" "),
    };
  };
}

/** Of a code's exchange: the scope as Auth0 tells it, and the tenant's refresh token. */
export function completeTokenResponse({ tenant, completed }: { tenant: Tenant; completed: CompletedLogins }) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next();
    const { AuthorizationCode, DeviceCode } = (ctx.oidc as typeof ctx.oidc | undefined)?.entities ?? {};
    const login = AuthorizationCode || DeviceCode ? completed.of(ctx) : undefined;
    const response = ctx.body as TokenResponse | undefined;
    if (!login || response?.access_token === undefined) return;
    ctx.body = { ...response, ...ofLogin(tenant, login) };
  };
}

function ofLogin(tenant: Tenant, { login, result }: CompletedLogin): TokenResponse {
  const issued = issueAsked(tenant, login, result);
  return {
    scope: grantedScopes(tenant, login, result).join(" "),
    ...(issued && { refresh_token: issued.value }),
  };
}
