import type { AccessToken, ClientCredentials, JWTStructured, KoaContextWithOIDC } from "oidc-provider";
import type { Login } from "../logins/login-in-progress";
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
    const { client_id, jti, aud, ...payload } = jwt.payload;
    const userinfo = `${ctx.oidc.issuer}userinfo`;
    const isRfc9068 = dialectOf(tenant, login.login).startsWith("rfc9068");
    jwt.header = { ...jwt.header, typ: isRfc9068 ? "at+jwt" : "JWT" };
    jwt.payload = {
      ...payload,
      ...(isRfc9068 ? { client_id, jti } : { azp: client_id }),
      aud: scopes.includes("openid") ? [aud, userinfo] : aud,
      scope: scopes.join(" "),
    };
  };
}

/** Source: Auth0, "Access Token Profiles". */
function dialectOf(tenant: Tenant, { audience = "" }: Login): string {
  return tenant.resourceServers.withIdentifier(audience)?.token_dialect ?? "access_token";
}

/** Of a code's exchange: the scope as Auth0 tells it, and the tenant's refresh token. */
export function completeTokenResponse({ tenant, completed }: { tenant: Tenant; completed: CompletedLogins }) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next();
    const { AuthorizationCode, DeviceCode } = (ctx.oidc as typeof ctx.oidc | undefined)?.entities ?? {};
    const login = AuthorizationCode || DeviceCode ? completed.of(ctx) : undefined;
    const response = ctx.body as TokenResponse | undefined;
    if (!login || response?.access_token === undefined) return;
    const issued = issueAsked(tenant, login.login, login.result);
    if (issued) completed.giveOut(ctx, issued.token.id);
    ctx.body = {
      ...response,
      scope: grantedScopes(tenant, login.login, login.result).join(" "),
      ...(issued && { refresh_token: issued.value }),
    };
  };
}
