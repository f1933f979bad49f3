import { randomBytes } from "node:crypto";
import type { Configuration, KoaContextWithOIDC } from "oidc-provider";
import { logUnknownLogin } from "../logins/login-log";
import type { AccessTokens } from "../oauth/access-tokens";
import type { StoredClient } from "../tenant/clients";
import type { Tenant } from "../tenant/tenant";
import { isListed } from "./allowed-urls";
import type { BrowserLogins } from "./browser-logins";
import { decideCallbacks } from "./callbacks";
import type { CompletedLogins } from "./completed-logins";
import { requireDatabase } from "./database-connection";
import { device } from "./device-pages";
import { refuseInvitation, refusePrompt, refuseSignUp } from "./not-simulated";
import { errors, interactionPolicy, Provider } from "./oidc-provider";
import { messagePage } from "./pages";
import { storageOf } from "./storage";
import { refuseInAuth0sWords } from "./token-errors";
import { registerTokenGrants, type TokenGrantParts } from "./token-grants";
import {
  grantedScopes,
  grantFor,
  loginClaims,
  OIDC_SCOPES,
  resourceOf,
  resourceServerOf,
  SCOPED_CLAIMS,
  userClaims,
} from "./tokens";
import { completeTokenResponse, customizeAccessToken } from "./token-responses";

export interface ProviderParts extends TokenGrantParts {
  accessTokens: AccessTokens;
  browserLogins: BrowserLogins;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds. Source: Auth0, "Device Authorization Flow". */
const POLLING_INTERVAL = 5;

/** oidc-provider, set up to be the tenant at one of its domains. */
export function createProvider(issuer: string, parts: ProviderParts): InstanceType<typeof Provider> {
  const provider = new Provider(issuer, configurationOf(parts));
  provider.proxy = true; // TLS ends before it
  provider.use(completeTokenResponse(parts));
  registerTokenGrants(provider, parts);
  refuseInAuth0sWords(provider);
  decideCallbacks(provider, parts.tenant);
  addLoginClaims(provider, parts.completed);
  tellGrantedScope(provider, parts);
  provider.on("device_authorization.success", (_ctx, body) => Object.assign(body, { interval: POLLING_INTERVAL }));
  keepSessionsThatAreKept(provider);
  endTokensWithGrant(provider, parts);
  refuseUnallowedGrants(provider);
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
      organization: (_ctx, organization) => requireOrganization(tenant, organization),
      connection: (_ctx, connection) => requireDatabase(tenant, "connection", connection),
      screen_hint: refuseSignUp,
      invitation: refuseInvitation,
      requested_scope: (ctx) => rememberRequestedScope(ctx),
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true }, // to be told of: the token endpoint answers it itself
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
    clientBasedCORS: (_ctx, origin, { clientId }) => isListed(origin, originsOf(storedClient(clientId))),
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
  for (const name of ["consent", "select_account"]) {
    policy.add(
      new Prompt({ name, requestable: true }, new Check(`${name}_asked`, "not simulated", refusePrompt(name))),
      0, // before anybody logs in
    );
  }
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

/** @throws InvalidRequest for one that the tenant does not have */
function requireOrganization({ organizations }: Tenant, organization: string | undefined): void {
  if (organization === undefined || organizations.find(organization)) return;
  throw new errors.InvalidRequest(`parameter organization is invalid: ${organization}`);
}

/**
 * oidc-provider takes out of the scope what it does not know, and denies a login that is left with none; Auth0 lets it
 * in. So it gets a scope of which it knows nothing more.
 */
function rememberRequestedScope(ctx: KoaContextWithOIDC): void {
  const { params = {}, body, entities } = ctx.oidc;
  if (!entities.PushedAuthorizationRequest) {
    const { scope } = ctx.method === "POST" ? (body ?? {}) : ctx.query;
    params.requested_scope = scope;
  }
  params.scope = `${(params.scope as string | undefined) ?? ""} online_access`.trim();
}

/** Of the URLs that it lists, which may have placeholders. */
function originsOf({ callbacks = [], web_origins = [], allowed_origins = [] }: StoredClient): string[] {
  return [...callbacks, ...web_origins, ...allowed_origins].map((url) => url.replace(/^([^:]+:\/\/[^/?#]*).*$/, "$1"));
}

function addLoginClaims(provider: InstanceType<typeof Provider>, completed: CompletedLogins): void {
  const { prototype } = provider.IdToken;
  const payload = Object.getOwnPropertyDescriptor(prototype, "payload")!.value as typeof prototype.payload;
  prototype.payload = async function () {
    const login = this.ctx && completed.of(this.ctx);
    return { ...(await payload.call(this)), ...(login && loginClaims(login)) };
  };
}

/** To an application that gets its access token at the callback. */
function tellGrantedScope(provider: InstanceType<typeof Provider>, { tenant, completed }: ProviderParts): void {
  provider.on("authorization.success", (ctx, answer) => {
    const login = completed.of(ctx);
    if (login && answer?.access_token !== undefined) {
      answer.scope = grantedScopes(tenant, login.login, login.result).join(" ");
    }
  });
}

/** oidc-provider fails where it changes the session of a browser that came without a cookie and gets none. */
function keepSessionsThatAreKept(provider: InstanceType<typeof Provider>): void {
  const { prototype } = provider.Session;
  const persist = Object.getOwnPropertyDescriptor(prototype, "persist")!.value as typeof prototype.persist;
  prototype.persist = async function () {
    return typeof this.exp === "number" ? persist.call(this) : "";
  };
}

/** An application without the grant type that a login would need is told which. */
function refuseUnallowedGrants(provider: InstanceType<typeof Provider>): void {
  const { prototype } = provider.Client;
  const own = Object.getOwnPropertyDescriptor(prototype, "responseTypeAllowed")!;
  const isAllowed = own.value as typeof prototype.responseTypeAllowed;
  prototype.responseTypeAllowed = function (type) {
    if (isAllowed.call(this, type)) return true;
    const needed = [
      ...(type.includes("code") ? ["authorization_code"] : []),
      ...(type.includes("token") ? ["implicit"] : []),
    ];
    const missing = needed.find((grant) => !this.grantTypeAllowed(grant)) ?? "";
    throw new errors.CustomOIDCProviderError(
      "unauthorized_client",
      `Grant type '${missing}' not allowed for the client.`,
    );
  };
}

/** A code that comes a second time may be stolen: what it was exchanged for ends (RFC 6749, section 4.1.2). */
function endTokensWithGrant(provider: InstanceType<typeof Provider>, { tenant, completed }: ProviderParts): void {
  provider.on("grant.revoked", (_ctx, grantId) => {
    const refreshToken = completed.refreshTokenOf(grantId);
    if (refreshToken !== undefined) tenant.refreshTokens.revoke(refreshToken);
  });
}

/** Of logins of which nobody can say whose they would have been. */
function logSilentRefusals(provider: InstanceType<typeof Provider>, tenant: Tenant): void {
  provider.on("authorization.error", ({ host, oidc: { client } }, { message }) => {
    if (message !== "login_required") return;
    const known = client && { client_id: client.clientId };
    logUnknownLogin(tenant, { type: "fsa", description: message, hostname: host, ...known });
  });
}
