import type { KoaContextWithOIDC } from "oidc-provider";
import type { Activity } from "../activity";
import { OAuthError } from "../errors";
import type { LoginOutcome } from "../logins/login";
import type { CompletedLogin } from "../logins/login-in-progress";
import type { FinishedLogin, Logins, WaitingLogin } from "../logins/logins";
import type { Tenant } from "../tenant/tenant";
import { requireDatabase } from "./database-connection";
import { deviceOf } from "./browser-logins";
import type { CompletedLogins } from "./completed-logins";
import { MFA_OTP, PASSWORD_REALM } from "./grant-types";
import type { MfaTokens } from "./mfa-tokens";
import { errors, type Provider } from "./oidc-provider";
import { SECOND_FACTOR } from "./second-factor";
import { refusedGrant } from "./token-errors";
import { grantedScopes, OIDC_SCOPES, resourceOf, resourceServerOf, userClaims } from "./tokens";

export interface TokenGrantParts {
  tenant: Tenant;
  logins: Logins;
  completed: CompletedLogins;
  mfaTokens: MfaTokens;
  activity: Activity;
}

type Parameters = Record<string, string | undefined>;

/** The grants in which an application logs a user in at the token endpoint, and Auth0 runs the Actions. */
export function registerTokenGrants(provider: InstanceType<typeof Provider>, parts: TokenGrantParts): void {
  const { tenant, logins, mfaTokens, activity } = parts;

  provider.registerGrantType("refresh_token", exchange, ["refresh_token", "scope", "audience"]);
  for (const grant of ["password", PASSWORD_REALM]) {
    provider.registerGrantType(grant, password, ["username", "password", "scope", "audience", "realm"]);
  }
  provider.registerGrantType(MFA_OTP, secondFactor, ["mfa_token", "otp"]);

  async function exchange(ctx: KoaContextWithOIDC): Promise<void> {
    const { refresh_token: value } = requireParameters(ctx, "refresh_token");
    const { scope } = ctx.oidc.params as Parameters;
    const stored = tenant.refreshTokens.withValue(value);
    if (stored && stored.token.client_id !== ctx.oidc.client!.clientId) throw refusal("invalid_grant");
    const scopes = scope?.split(" ").filter((asked) => stored?.scopes.includes(asked));
    const options = { device: deviceOf(ctx), ...(scopes && { scopes }) };
    await answer(ctx, "refresh_token", stored?.token.user_id, await logins.exchange(ctx.host, value, options));
  }

  async function password(ctx: KoaContextWithOIDC): Promise<void> {
    const { grant_type, scope = "", audience, realm } = ctx.oidc.params as Parameters;
    if (grant_type === PASSWORD_REALM) requireParameters(ctx, "realm");
    const { username, password: given } = requireParameters(ctx, "username", "password");
    requireDatabase(tenant, "realm", realm);
    const user = tenant.users.withPassword(username, given, realm);
    if (!user) throw refusedGrant(403, "invalid_grant", "Wrong email or password.");
    const finished = await logins.passwordLogin(ctx.host, user.user_id, {
      clientId: ctx.oidc.client!.clientId,
      device: deviceOf(ctx),
      scopes: scope.split(" ").filter((asked) => asked !== ""),
      ...(audience !== undefined && { audience }),
    });
    await answer(ctx, "password", user.user_id, finished);
  }

  /** Goes on with one of the others. */
  async function secondFactor(ctx: KoaContextWithOIDC): Promise<void> {
    const { mfa_token, otp } = requireParameters(ctx, "mfa_token", "otp");
    const waiting = waitingLogin(mfa_token);
    const { client, user, refreshToken } = waiting.progress.login;
    if (client.client_id !== ctx.oidc.client!.clientId) throw refusedGrant(403, "invalid_grant", "Malformed mfa_token");
    if (otp !== SECOND_FACTOR) throw refusedGrant(403, "invalid_grant", "Invalid otp_code.");
    mfaTokens.use(mfa_token);
    await answer(ctx, refreshToken ? "refresh_token" : "password", user.user_id, await logins.goOn(waiting));
  }

  function waitingLogin(mfaToken: string): WaitingLogin {
    try {
      return mfaTokens.find(mfaToken);
    } catch (error) {
      if (error instanceof OAuthError) throw refusedGrant(error.statusCode, error.error, error.description);
      throw error;
    }
  }

  async function answer(
    ctx: KoaContextWithOIDC,
    grantType: string,
    userId: string | undefined,
    { outcome, completed, waiting }: FinishedLogin,
  ): Promise<void> {
    activity.login(`/oauth/token with ${grantType}`, userId, outcome);
    if (waiting) {
      ctx.status = 403;
      ctx.body = {
        error: outcome.reason,
        error_description: "Multifactor authentication required",
        mfa_token: mfaTokens.issue(waiting),
      };
      return;
    }
    if (!completed) throw refusal(outcome.reason ?? "");
    ctx.body = await tokensFor(ctx, parts, { completed, grantType, outcome });
  }
}

/** @throws InvalidRequest for one that is missing */
function requireParameters<Name extends string>({ oidc }: KoaContextWithOIDC, ...names: Name[]): Record<Name, string> {
  const parameters = oidc.params as Record<Name, string | undefined>;
  const missing = names.find((name) => !parameters[name]);
  if (missing !== undefined) throw new errors.InvalidRequest(`Missing required parameter: ${missing}`);
  return parameters as Record<Name, string>;
}

function refusal(reason: string): Error {
  if (reason === "invalid_grant") return refusedGrant(403, reason, "Unknown or invalid refresh token.");
  if (reason === "user is blocked") return refusedGrant(403, "unauthorized", reason);
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
