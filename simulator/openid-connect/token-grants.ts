import type { KoaContextWithOIDC } from "oidc-provider";
import type { Activity } from "../activity";
import type { LoginOutcome } from "../logins/login";
import type { CompletedLogin } from "../logins/login-in-progress";
import type { FinishedLogin, Logins } from "../logins/logins";
import type { Tenant } from "../tenant/tenant";
import { requireDatabase } from "./database-connection";
import { deviceOf } from "./browser-logins";
import { PASSWORD_REALM } from "./client-metadata";
import type { CompletedLogins } from "./completed-logins";
import { errors, type Provider } from "./oidc-provider";
import { grantedScopes, OIDC_SCOPES, resourceOf, resourceServerOf, userClaims } from "./tokens";

export interface TokenGrantParts {
  tenant: Tenant;
  logins: Logins;
  completed: CompletedLogins;
  activity: Activity;
}

type Parameters = Record<string, string | undefined>;

/** The grants in which an application logs a user in at the token endpoint, and Auth0 runs the Actions. */
export function registerTokenGrants(provider: InstanceType<typeof Provider>, parts: TokenGrantParts): void {
  const { tenant, logins, activity } = parts;

  provider.registerGrantType("refresh_token", exchange, ["refresh_token", "scope", "audience"]);
  for (const grant of ["password", PASSWORD_REALM]) {
    provider.registerGrantType(grant, password, ["username", "password", "scope", "audience", "realm"]);
  }

  async function exchange(ctx: KoaContextWithOIDC): Promise<void> {
    const { refresh_token: value = "", scope } = ctx.oidc.params as Parameters;
    if (value === "") throw new errors.InvalidRequest("Missing required parameter: refresh_token");
    const stored = tenant.refreshTokens.withValue(value);
    if (stored && stored.token.client_id !== ctx.oidc.client!.clientId) throw refusal("invalid_grant");
    const scopes = scope?.split(" ").filter((asked) => stored?.scopes.includes(asked));
    const options = { device: deviceOf(ctx), ...(scopes && { scopes }) };
    await answer(ctx, "refresh_token", stored?.token.user_id, await logins.exchange(ctx.host, value, options));
  }

  async function password(ctx: KoaContextWithOIDC): Promise<void> {
    const { username = "", password: given = "", scope = "", audience, realm } = ctx.oidc.params as Parameters;
    requireDatabase(tenant, "realm", realm);
    const user = tenant.users.withPassword(username, given, realm);
    if (!user) throw new errors.CustomOIDCProviderError("invalid_grant", "Wrong email or password.");
    const finished = await logins.passwordLogin(ctx.host, user.user_id, {
      clientId: ctx.oidc.client!.clientId,
      device: deviceOf(ctx),
      scopes: scope.split(" ").filter((asked) => asked !== ""),
      ...(audience !== undefined && { audience }),
    });
    await answer(ctx, "password", user.user_id, finished);
  }

  async function answer(
    ctx: KoaContextWithOIDC,
    grantType: string,
    userId: string | undefined,
    { outcome, completed }: FinishedLogin,
  ): Promise<void> {
    activity.login(`/oauth/token with ${grantType}`, userId, outcome);
    if (!completed) throw refusal(outcome.reason ?? "");
    ctx.body = await tokensFor(ctx, parts, { completed, grantType, outcome });
  }
}

function refusal(reason: string): Error {
  if (reason === "invalid_grant") return new errors.InvalidGrant("Unknown or invalid refresh token.");
  if (reason === "mfa_required")
    return new errors.CustomOIDCProviderError(reason, "Multifactor authentication required");
  if (reason === "user is blocked") return new errors.CustomOIDCProviderError("unauthorized", reason);
  return new errors.AccessDenied(reason);
}

async function tokensFor(
  ctx: KoaContextWithOIDC,
  { tenant, completed: logins }: TokenGrantParts,
  { completed, grantType, outcome }: { completed: CompletedLogin; grantType: string; outcome: LoginOutcome },
) {
  const { provider, client } = ctx.oidc;
  const { user, audience } = completed.login;
  const accountId = user.user_id;
  const scopes = grantedScopes(tenant, completed.login, completed.result);
  const oidcScopes = scopes.filter((scope) => OIDC_SCOPES.includes(scope)).join(" ");

  const grant = new provider.Grant({ accountId, clientId: client!.clientId });
  grant.addOIDCScope(oidcScopes);
  const grantId = await grant.save();
  ctx.oidc.entity("Grant", grant);
  ctx.oidc.entity("Account", { accountId, claims: () => userClaims(user) });
  logins.add(grantId, completed);

  const accessToken = new provider.AccessToken({
    accountId,
    client: client!,
    grantId,
    gty: grantType,
    scope: oidcScopes,
  });
  if (audience !== undefined) {
    const resource = resourceOf(audience);
    accessToken.resourceServer = new provider.ResourceServer(resource, resourceServerOf(tenant, resource));
  }
  ctx.oidc.entity("AccessToken", accessToken);
  const access_token = await accessToken.save();
  return {
    access_token,
    ...(scopes.includes("openid") && { id_token: await idToken(ctx, completed, oidcScopes) }),
    ...(outcome.refreshToken !== undefined && { refresh_token: outcome.refreshToken }),
    scope: scopes.join(" "),
    expires_in: accessToken.expiration,
    token_type: "Bearer",
  };
}

function idToken(ctx: KoaContextWithOIDC, { login: { user } }: CompletedLogin, scope: string): Promise<string> {
  const token = new ctx.oidc.provider.IdToken(userClaims(user), { ctx });
  Object.assign(token, { scope, mask: {}, rejected: [] });
  return token.issue({ use: "idtoken" });
}
