import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { OAuthError } from "../errors";
import { dispatch, pass } from "../openid-connect/dispatch";
import { PASSWORD_REALM } from "../openid-connect/grant-types";
import type { Providers } from "../openid-connect/providers";
import { AUDIENCE_ALONE } from "../openid-connect/tokens";
import type { Tenant } from "../tenant/tenant";
import type { AccessTokens } from "./access-tokens";
import { authenticateClient } from "./client-authentication";

const TokenRequest = Type.Object({
  grant_type: Type.String(),
  audience: Type.Optional(Type.String()),
  scope: Type.Optional(Type.String()),
  client_id: Type.Optional(Type.String()),
  client_secret: Type.Optional(Type.String()),
  client_assertion: Type.Optional(Type.String()),
  client_assertion_type: Type.Optional(Type.String()),
  organization: Type.Optional(Type.String()),
  resource: Type.Optional(Type.String()),
});

/** The grants of this endpoint that no login in a browser comes before. */
const WITHOUT_BROWSER = ["client_credentials", "password", PASSWORD_REALM];
/** What such a request is refused for: without it, the token would be another than was asked for. */
const NOT_HERE = {
  organization: "the simulator has organizations at /authorize alone",
  resource: AUDIENCE_ALONE,
};

/** The token endpoint: for machine-to-machine applications here, for users' in oidc-provider. */
export function oauthRoutes(
  tenant: Tenant,
  accessTokens: AccessTokens,
  providers: Providers,
): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.post("/oauth/token", { schema: { body: TokenRequest } }, async (request, reply) => {
      const { grant_type, audience } = request.body;
      if (WITHOUT_BROWSER.includes(grant_type)) refuseNotHere(request.body);
      if (grant_type !== "client_credentials") {
        return pass(await dispatch(providers.at(request.host).handle, request), reply);
      }
      const issuer = `https://${request.host}/`;
      const client = await authenticateClient(tenant, request.body, request.headers.authorization, issuer);
      request.clientId = client.client_id;
      if (!client.grant_types.includes(grant_type)) {
        throw new OAuthError(403, "unauthorized_client", `Grant type '${grant_type}' not allowed for the client.`);
      }
      if (audience === undefined) {
        throw new OAuthError(
          403,
          "access_denied",
          "No audience parameter was provided, and no default audience has been configured",
        );
      }
      const resourceServer = tenant.resourceServers.withIdentifier(audience);
      if (!resourceServer) throw new OAuthError(403, "access_denied", `Service not found: ${audience}`);
      const granted = tenant.clientGrants.scopesFor(client.client_id, audience);
      if (!granted) {
        throw new OAuthError(
          403,
          "access_denied",
          `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API.`,
        );
      }
      const asked = request.body.scope?.split(" ").filter((scope) => scope !== "") ?? [];
      const missing = asked.filter((scope) => !granted.includes(scope));
      if (missing.length > 0) {
        throw new OAuthError(403, "access_denied", `Client has not been granted scopes: ${missing.join(", ")}`);
      }
      const scopes = asked.length > 0 ? asked : granted;
      const lifetime = resourceServer.token_lifetime;
      const access_token = await accessTokens.issue({ issuer, audience, clientId: client.client_id, scopes, lifetime });
      void reply.header("cache-control", "no-store");
      return { access_token, scope: scopes.join(" "), expires_in: lifetime, token_type: "Bearer" };
    });
    done();
  };
}

/** @throws OAuthError 501 */
function refuseNotHere(body: { organization?: string; resource?: string }): void {
  for (const name of ["organization", "resource"] as const) {
    if (body[name]) throw new OAuthError(501, "not_implemented", `${name} is ${body[name]}: ${NOT_HERE[name]}`);
  }
}
