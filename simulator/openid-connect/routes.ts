import type { FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { dispatch, pass } from "./dispatch";
import type { Providers } from "./providers";

/** What oidc-provider answers as it is. */
const ROUTES: [methods: string[], path: string][] = [
  [["GET"], "/authorize"],
  [["GET"], "/authorize/:uid"],
  [["OPTIONS"], "/userinfo"],
  [["GET", "POST"], "/activate"],
  [["GET"], "/activate/:uid"],
  [["GET", "OPTIONS"], "/.well-known/openid-configuration"],
  [["GET", "OPTIONS"], "/.well-known/jwks.json"],
  [["OPTIONS"], "/oauth/token"],
  [["POST", "OPTIONS"], "/oauth/revoke"],
  [["POST", "OPTIONS"], "/oauth/device/code"],
  [["POST", "OPTIONS"], "/oauth/par"],
];

export function openIdConnectRoutes(providers: Providers): FastifyPluginCallbackTypebox {
  const answer = async (request: FastifyRequest, reply: FastifyReply) =>
    pass(await dispatch(providers.at(request.host).handle, request), reply);

  return (app, _options, done) => {
    for (const [method, url] of ROUTES) app.route({ method, url, handler: answer });
    done();
  };
}
