import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Session } from "oidc-provider";
import { decodeJwt } from "jose";
import { badRequest, ManagementApiError } from "../errors";
import type { Tenant } from "../tenant/tenant";
import { formPage, messagePage } from "./pages";
import type { DomainProvider, Providers } from "./providers";

const Text = Type.Optional(Type.String());
const OidcLogout = Type.Object({
  id_token_hint: Text,
  logout_hint: Text,
  post_logout_redirect_uri: Text,
  client_id: Text,
  state: Text,
  ui_locales: Text,
  federated: Text,
});
const Auth0Logout = Type.Object({ client_id: Text, returnTo: Text, federated: Text });

/** Removes the cookie of a session that is over. */
const NO_COOKIE = "auth0=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=None";

/** OpenID Connect's RP-initiated logout, and Auth0's older one. Offline refresh tokens outlive both. */
export function logoutRoutes(tenant: Tenant, providers: Providers): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.setErrorHandler((error, _request, reply) => {
      if (!(error instanceof ManagementApiError)) throw error;
      const page = messagePage("Oops, something went wrong", error.message);
      return reply.code(error.statusCode).type("text/html; charset=utf-8").send(page);
    });

    app.get("/oidc/logout", { schema: { querystring: OidcLogout } }, async (request, reply) => {
      const { query } = request;
      const { provider } = providers.at(request.host);
      const session = await sessionOf(provider, request, reply);
      const hint = query.id_token_hint === undefined ? undefined : await hinted(provider, query.id_token_hint);
      const clientId = hint?.clientId ?? query.client_id;
      if (hint && query.client_id !== undefined && query.client_id !== hint.clientId) {
        throw badRequest("client_id does not match the id_token_hint");
      }
      const target = query.post_logout_redirect_uri;
      const next = target === undefined ? undefined : allowed(tenant, clientId, target, "post_logout_redirect_uri");
      const sid = hint?.sid ?? query.logout_hint;
      if (session.accountId !== undefined && sid !== session.uid) return confirmation(request, reply);
      return end(session, reply, next, query.state);
    });

    app.post("/oidc/logout", { schema: { querystring: OidcLogout } }, async (request, reply) => {
      const { query } = request;
      const { provider } = providers.at(request.host);
      const target = query.post_logout_redirect_uri;
      const hint = query.id_token_hint === undefined ? undefined : await hinted(provider, query.id_token_hint);
      const clientId = hint?.clientId ?? query.client_id;
      const next = target === undefined ? undefined : allowed(tenant, clientId, target, "post_logout_redirect_uri");
      return end(await sessionOf(provider, request, reply), reply, next, query.state);
    });

    app.get("/v2/logout", { schema: { querystring: Auth0Logout } }, async (request, reply) => {
      const { client_id, returnTo } = request.query;
      const listed = client_id === undefined ? [] : (tenant.clients.find(client_id)?.allowed_logout_urls ?? []);
      const next = returnTo === undefined ? listed[0] : allowed(tenant, client_id, returnTo, "returnTo");
      return end(await sessionOf(providers.at(request.host).provider, request, reply), reply, next);
    });
    done();
  };

  async function end(session: Session, reply: FastifyReply, next?: string, state?: string): Promise<FastifyReply> {
    if (session.accountId !== undefined) {
      tenant.endSession(session.uid, { preserveRefreshTokens: true, initiator: "rp-logout" });
      await session.destroy();
    }
    void reply.headers({ "set-cookie": NO_COOKIE, "cache-control": "no-store" });
    if (next === undefined) {
      return reply.type("text/html; charset=utf-8").send(messagePage("Logged out", "You may close this page."));
    }
    const url = new URL(next);
    if (state !== undefined) url.searchParams.set("state", state);
    return reply.redirect(url.href, 302);
  }
}

function sessionOf(provider: DomainProvider["provider"], request: Pick<FastifyRequest, "raw">, reply: FastifyReply) {
  return provider.Session.get(provider.createContext(request.raw, reply.raw));
}

/** Whose the ID token is that the application shows, and of which session. @throws ManagementApiError 400, which is shown as a page */
async function hinted(provider: DomainProvider["provider"], token: string) {
  try {
    const { aud: clientId, sid } = decodeJwt(token) as { aud: string; sid?: string };
    const client = await provider.Client.find(clientId);
    if (client) await provider.IdToken.validate(token, client);
    return { clientId, sid };
  } catch {
    throw badRequest("id_token_hint is not an ID token of this tenant");
  }
}

function allowed(tenant: Tenant, clientId: string | undefined, url: string, parameter: string): string {
  const listed = clientId === undefined ? [] : (tenant.clients.find(clientId)?.allowed_logout_urls ?? []);
  if (listed.includes(url)) return url;
  throw badRequest(
    `The "${parameter}" querystring parameter "${url}" is not defined as a valid URL in "Allowed Logout URLs"` +
      (clientId === undefined ? ": there is no client_id to look it up for" : ` of ${clientId}`),
  );
}

/** Nobody has shown that the application has the session at all, so the person is asked. */
function confirmation({ url }: Pick<FastifyRequest, "url">, reply: FastifyReply): FastifyReply {
  const page = formPage({
    title: "Log out",
    hint: "Do you want to log out?",
    action: url,
    fields: [],
    button: "Log out",
  });
  return reply
    .headers({ "cache-control": "no-store", "content-security-policy": "frame-ancestors 'none'" })
    .type("text/html; charset=utf-8")
    .send(page);
}
