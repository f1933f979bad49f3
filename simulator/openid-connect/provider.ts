import { randomBytes } from "node:crypto";
import type { Configuration, KoaContextWithOIDC } from "oidc-provider";
import { logUnknownLogin } from "../logins/login-log";
import type { AccessTokens } from "../oauth/access-tokens";
import type { StoredClient } from "../tenant/clients";
import type { Tenant } from "../tenant/tenant";
import type { BrowserLogins } from "./browser-logins";
import type { CompletedLogins } from "./completed-logins";
import { requireDatabase } from "./database-connection";
import { device } from "./device-pages";
import { interactionPolicy, Provider } from "./oidc-provider";
import { messagePage } from "./pages";
import { storageOf } from "./storage";
import { registerTokenGrants, type TokenGrantParts } from "./token-grants";
import { grantFor, loginClaims, OIDC_SCOPES, resourceOf, resourceServerOf, SCOPED_CLAIMS, userClaims } from "./tokens";
import { completeTokenResponse, customizeAccessToken } from "./token-responses";

export interface ProviderParts extends TokenGrantParts {
  accessTokens: AccessTokens;
  browserLogins: BrowserLogins;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** oidc-provider, set up to be the tenant at one of its domains. */
export function createProvider(issuer: string, parts: ProviderParts): InstanceType<typeof Provider> {
  const provider = new Provider(issuer, configurationOf(parts));
  provider.proxy = true; // TLS ends before it
  provider.use(completeTokenResponse(parts));
  registerTokenGrants(provider, parts);
  admitAnyCallback(provider);
  addLoginClaims(provider, parts.completed);
  logSilentRefusals(provider, parts.tenant);
  return provider;
}

function configurationOf({ tenant, accessTokens, browserLogins, completed }: ProviderParts): Configuration {
  const storedClient = (clientId: string): StoredClient => tenant.clients.get(clientId);
  const cookie = { httpOnly: true, secure: true, signed: true, overwrite: true } as const;
  return {
    adapter: storageOf(tenant),
    jwks: { keys: [accessTokens.jwk] },
    routes: {
      authorization: "/authorize",
      token: "/oauth/token",
      userinfo: "/userinfo",
      jwks: "/.well-known/jwks.json",
      end_session: "/oidc/logout",
      revocation: "/oauth/revoke",
      device_authorization: "/oauth/device/code",
      code_verification: "/activate",
      pushed_authorization_request: "/oauth/par",
    },
    cookies: {
      keys: [randomBytes(32).toString("base64url")],
      names: { session: "auth0", interaction: "auth0_interaction", resume: "auth0_resume" },
      // An application asks for a login in a hidden frame too, from its own site.
      long: { ...cookie, sameSite: "none" },
      short: { ...cookie, sameSite: "lax" },
    },
    scopes: OIDC_SCOPES,
    claims: { ...SCOPED_CLAIMS, auth_time: null },
    conformIdTokenClaims: false,
    clientAuthMethods: ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
    responseTypes: ["code", "id_token", "id_token token", "code id_token"],
    enabledJWA: {
      idTokenSigningAlgValues: ["RS256", "HS256"],
      clientAuthSigningAlgValues: ["RS256", "RS384", "PS256"],
    },
    extraParams: {
      audience: null,
      organization: null,
      connection: (_ctx, connection) => requireDatabase(tenant, "connection", connection),
      screen_hint: null,
      invitation: null,
      requested_scope: (ctx) => rememberRequestedScope(ctx),
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      deviceFlow: { enabled: true, ...device },
      webMessageResponseMode: { enabled: true, ack: "individual-draft-01" },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx, _client, oneOf) => oneOf ?? audienceAsked(tenant, ctx),
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => resourceServerOf(tenant, resource),
      },
    },
    interactions: {
      policy: policyOf(browserLogins),
      url: (_ctx, { uid, prompt: { name } }) =>
        `${name === "login" ? "/u/login" : "/u/mfa-otp-challenge"}?state=${uid}`,
    },
    findAccount: (_ctx, accountId) => {
      const user = tenant.users.find(accountId);
      return user && { accountId, claims: () => userClaims(user) };
    },
    loadExistingGrant: (ctx) => grantFor(ctx, ctx.oidc.account!.accountId),
    // A token lives on when its session ends, and so does a code that is on its way.
    expiresWithSession: () => false,
    // The tenant has refresh tokens of its own.
    issueRefreshToken: () => false,
    extraTokenClaims: (ctx) => completed.of(ctx)?.result.accessTokenClaims,
    formats: { customizers: { jwt: customizeAccessToken(tenant, completed) } },
    clientBasedCORS: (_ctx, origin, { clientId }) => originsOf(storedClient(clientId)).includes(origin),
    renderError: (ctx, { error, error_description = "" }) => {
      ctx.type = "html";
      ctx.body = messagePage("Oops, something went wrong", error, error_description);
    },
    ttl: {
      AccessToken: (_ctx, { resourceServer }) => resourceServer?.accessTokenTTL ?? DAY,
      AuthorizationCode: MINUTE,
      DeviceCode: 15 * MINUTE,
      Grant: 2 * DAY,
      IdToken: (_ctx, _token, { clientId }) =>
        storedClient(clientId).jwt_configuration?.lifetime_in_seconds ?? 10 * HOUR,
      Interaction: HOUR,
      RefreshToken: DAY,
      Session: 365 * DAY, // at most: it ends with the tenant's
    },
  };
}

/** The Actions come once it is known who logs in, and before the application hears of it. */
function policyOf(browserLogins: BrowserLogins) {
  const { base, Check, Prompt } = interactionPolicy;
  const policy = base();
  policy.remove("consent");
  for (const check of policy.get("login")?.checks ?? []) check.description = "Login required"; // in Auth0's words
  policy.add(
    new Prompt(
      { name: "second_factor", requestable: false },
      new Check("second_factor_wanted", "a second factor is required", "interaction_required", (ctx) =>
        browserLogins.proceed(ctx),
      ),
    ),
  );
  return policy;
}

function audienceAsked(tenant: Tenant, { oidc: { params = {} } }: KoaContextWithOIDC): string | undefined {
  const audience = (params.audience as string | undefined) ?? tenant.settings.default_audience;
  return audience ? resourceOf(audience) : undefined;
}

function rememberRequestedScope(ctx: KoaContextWithOIDC): void {
  const { params = {}, body } = ctx.oidc;
  const { scope } = ctx.method === "POST" ? (body ?? {}) : ctx.query;
  params.requested_scope = scope;
}

function originsOf({ callbacks = [], web_origins = [], allowed_origins = [] }: StoredClient): string[] {
  return [...callbacks, ...web_origins, ...allowed_origins].map((url) =>
    URL.canParse(url) ? new URL(url).origin : url,
  );
}

/** Of client metadata, of which the types do not tell. */
interface Schema {
  invalidate: (this: Schema, text: string) => void;
}

/** oidc-provider has rules about redirect URIs that Auth0 has not; what the Management API took is good. */
function admitAnyCallback(provider: InstanceType<typeof Provider>): void {
  const { prototype } = (provider.Client as unknown as { Schema: { prototype: Schema } }).Schema;
  const { invalidate } = prototype;
  prototype.invalidate = function (text) {
    if (!/^(post_logout_)?redirect_uris /.test(text)) invalidate.call(this, text);
  };
}

function addLoginClaims(provider: InstanceType<typeof Provider>, completed: CompletedLogins): void {
  const { prototype } = provider.IdToken;
  const payload = Object.getOwnPropertyDescriptor(prototype, "payload")!.value as typeof prototype.payload;
  prototype.payload = async function () {
    const login = this.ctx && completed.of(this.ctx);
    return { ...(await payload.call(this)), ...(login && loginClaims(login)) };
  };
}

/** Of logins of which nobody can say whose they would have been. */
function logSilentRefusals(provider: InstanceType<typeof Provider>, tenant: Tenant): void {
  provider.on("authorization.error", ({ host, oidc: { client } }, { message }) => {
    if (message !== "login_required") return;
    const known = client && { client_id: client.clientId };
    logUnknownLogin(tenant, { type: "fsa", description: message, hostname: host, ...known });
  });
}
