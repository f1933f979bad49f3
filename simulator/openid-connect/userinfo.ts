import type { FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { OAuthError } from "../errors";
import type { AccessTokens } from "../oauth/access-tokens";
import type { Tenant } from "../tenant/tenant";
import { dispatch, pass } from "./dispatch";
import type { Providers } from "./providers";
import { SCOPED_CLAIMS, userClaims } from "./tokens";

/** An access token for an API is good for `/userinfo` too, on Auth0; oidc-provider takes those for nothing else alone. */
export function userinfoRoutes(
  tenant: Tenant,
  accessTokens: AccessTokens,
  providers: Providers,
): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.route({
      method: ["GET", "POST"],
      url: "/userinfo",
      handler: async (request, reply) => {
        const [, jwt] = /^Bearer (\S+\.\S+\.\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
        if (jwt === undefined) return pass(await dispatch(providers.at(request.host).handle, request), reply);
        const { sub, scopes } = await accessTokens.verifyUser(jwt, `https://${request.host}/`);
        const user = tenant.users.find(sub);
        if (!user) throw new OAuthError(401, "invalid_token", "the user does not exist");
        void reply.headers({
          "access-control-allow-origin": request.headers.origin ?? "*",
          "cache-control": "no-store",
        });
        const shown = Object.entries(SCOPED_CLAIMS).flatMap(([scope, names]) => (scopes.has(scope) ? names : []));
        return Object.fromEntries(Object.entries(userClaims(user)).filter(([name]) => shown.includes(name)));
      },
    });
    done();
  };
}
