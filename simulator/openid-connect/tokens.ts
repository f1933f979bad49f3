import type { AccountClaims, KoaContextWithOIDC, ResourceServer } from "oidc-provider";
import type { PostLoginResult } from "../actions/post-login";
import type { CompletedLogin, Login } from "../logins/login-in-progress";
import { accessAllowed } from "../logins/refresh-token-asked";
import type { Tenant } from "../tenant/tenant";
import type { StoredUser } from "../tenant/users";
import { errors } from "./oidc-provider";

/** The claims that each scope of OpenID Connect gives. */
export const SCOPED_CLAIMS = {
  openid: ["sub"],
  profile: ["name", "nickname", "given_name", "family_name", "picture", "updated_at"],
  email: ["email", "email_verified"],
};

/** Scopes that are about the user rather than about an API. */
export const OIDC_SCOPES = [...Object.keys(SCOPED_CLAIMS), "offline_access", "online_access"];

const PREFIX = "urn:auth0:audience:";

/** Why `resource` is refused. */
export const AUDIENCE_ALONE =
  "the simulator takes the audience alone, as Auth0 does where resource_parameter_profile is audience";

/** The identifier of an API is any text, a resource of OAuth a URI (RFC 8707). */
export const resourceOf = (audience: string) => `${PREFIX}${encodeURIComponent(audience)}`;
const audienceOf = (resource: string) => decodeURIComponent(resource.slice(PREFIX.length));

export function userClaims(user: StoredUser): AccountClaims {
  const { user_id: sub, name, nickname, given_name, family_name, picture, updated_at, email, email_verified } = user;
  const claims = { sub, name, nickname, given_name, family_name, picture, updated_at, email, email_verified };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined)) as AccountClaims;
}

/** What Auth0 has in an ID token besides the claims about the user. */
export function loginClaims({ login, result, secondFactorGiven }: CompletedLogin) {
  const { session, refreshToken, organization } = login;
  const sid = session?.id ?? refreshToken?.token.session_id;
  const methods = session?.authentication.methods.map(({ name }) => name) ?? [];
  return {
    ...result.idTokenClaims,
    ...(sid && { sid }),
    // Source: Auth0, "Configure Step-up Authentication for Web Apps".
    ...((secondFactorGiven || methods.includes("mfa")) && { amr: ["mfa"] }),
    ...(organization && { org_id: organization.id }),
  };
}

/** An API of the tenant. A user's token may do nothing in the Management API. */
export function resourceServerOf(tenant: Tenant, resource: string): ResourceServer {
  if (!resource.startsWith(PREFIX)) {
    throw new errors.InvalidRequest(`resource is ${resource}: ${AUDIENCE_ALONE}`);
  }
  const audience = audienceOf(resource);
  const found = tenant.resourceServers.withIdentifier(audience);
  if (!found) throw new errors.AccessDenied(`Service not found: ${audience}`);
  if (found.signing_alg !== undefined && found.signing_alg !== "RS256") {
    throw new errors.InvalidRequest(
      `the simulator signs access tokens with RS256 only, and ${audience} asks for another`,
    );
  }
  return {
    scope: found.is_system ? "" : found.scopes.map(({ value }) => value).join(" "),
    audience,
    accessTokenFormat: "jwt",
    accessTokenTTL: found.token_lifetime,
    jwt: { sign: { alg: "RS256" } },
  };
}

/** What the login's access token may do: what was asked for and exists, as the Actions changed it. */
export function grantedScopes(tenant: Tenant, login: Login, result: PostLoginResult): string[] {
  const { scopes, audience } = login;
  const api = audience === undefined ? "" : resourceServerOf(tenant, resourceOf(audience)).scope;
  const known = new Set([...OIDC_SCOPES, ...api.split(" ")]);
  const allowed = accessAllowed(tenant, login);
  const changes = Object.entries(result.accessTokenScopes ?? {});
  const removed = changes.filter(([, change]) => change === "removed").map(([scope]) => scope);
  const added = changes.filter(([, change]) => change === "added").map(([scope]) => scope);
  return [...new Set([...scopes.filter((scope) => known.has(scope)), ...added])]
    .filter((scope) => !removed.includes(scope))
    .filter((scope) => allowed.includes(scope) || !["offline_access", "online_access"].includes(scope));
}

/** A grant of oidc-provider for one login: Auth0 asks for no consent to the tenant's own applications. */
export async function grantFor(ctx: KoaContextWithOIDC, accountId: string) {
  const { provider, client, requestParamOIDCScopes, requestParamScopes, resourceServers = {} } = ctx.oidc;
  const grant = new provider.Grant({ accountId, clientId: client!.clientId });
  grant.addOIDCScope([...requestParamOIDCScopes].join(" "));
  for (const [resource, { scopes }] of Object.entries(resourceServers)) {
    grant.addResourceScope(resource, [...requestParamScopes].filter((scope) => scopes.has(scope)).join(" "));
  }
  await grant.save();
  return grant;
}
