import type { FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
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
        const jwt = jwtOf(request);
        if (jwt === undefined) return pass(await dispatch(providers.at(request.host).handle, request), reply);
        const issuer = `https://${request.host}/`;
        void reply.headers({
          "access-control-allow-origin": request.headers.origin ?? "*",
          "access-control-expose-headers": "WWW-Authenticate",
          "cache-control": "no-store",
          vary: "Origin",
        });
        const { sub, scopes } = await accessTokens.verifyUser(jwt, issuer).catch((error: unknown) => {
          throw challenged(reply, issuer, error);
        });
        const user = tenant.users.find(sub);
        if (!user) throw challenged(reply, issuer, new OAuthError(401, "invalid_token", "the user does not exist"));
        const shown = Object.entries(SCOPED_CLAIMS).flatMap(([scope, names]) => (scopes.has(scope) ? names : []));
        return Object.fromEntries(Object.entries(userClaims(user)).filter(([name]) => shown.includes(name)));
      },
    });
    done();
  };
}

/** In the header, or in the form (RFC 6750, section 2.2). */
function jwtOf({ headers: { authorization }, body }: Pick<FastifyRequest, "headers" | "body">): string | undefined {
  const { access_token } = (body ?? {}) as { access_token?: unknown };
  const given = authorization ?? (typeof access_token === "string" ? `Bearer ${access_token}` : "");
  return /^Bearer (\S+\.\S+\.\S+)$/i.exec(given)?.[1];
}

/** RFC 6750, section 3. */
function challenged(reply: Pick<FastifyReply, "header">, issuer: string, error: unknown): unknown {
  if (error instanceof OAuthError) {
    const { error: code, description } = error;
    reply.header("www-authenticate", `Bearer realm="${issuer}", error="${code}", error_description="${description}"`);
  }
  return error;
}
