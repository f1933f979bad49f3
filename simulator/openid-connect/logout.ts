import { Type, type FastifyPluginCallbackTypebox, type Static } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Session } from "oidc-provider";
import { decodeJwt } from "jose";
import { badRequest, ManagementApiError } from "../errors";
import type { Tenant } from "../tenant/tenant";
import { isListed } from "./allowed-urls";
import { formPage, messagePage } from "./pages";
import type { DomainProvider, Providers } from "./providers";

const Text = Type.Optional(Type.String());
const parameters = {
  id_token_hint: Text,
  logout_hint: Text,
  post_logout_redirect_uri: Text,
  client_id: Text,
  state: Text,
  ui_locales: Text,
  federated: Text,
};
const OidcLogout = Type.Object(parameters);
const OidcLogoutForm = Type.Object({ ...parameters, confirmed: Text });
const Auth0Logout = Type.Object({ client_id: Text, returnTo: Text, federated: Text });

type OidcLogout = Static<typeof OidcLogout>;
type OidcLogoutForm = Static<typeof OidcLogoutForm>;

type Request = Pick<FastifyRequest, "host" | "raw">;

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

    app.get("/oidc/logout", { schema: { querystring: OidcLogout } }, (request, reply) =>
      oidcLogout(request, reply, request.query),
    );

    app.post("/oidc/logout", { schema: { body: OidcLogoutForm } }, (request, reply) =>
      oidcLogout(request, reply, request.body),
    );

    app.get("/v2/logout", { schema: { querystring: Auth0Logout } }, async (request, reply) => {
      const { client_id, returnTo } = request.query;
      const listed = listedUrls(client_id);
      if (returnTo !== undefined)
        requireListed(listed, returnTo, { parameter: "returnTo", client_id, withQuery: false });
      const next = returnTo ?? (client_id === undefined ? undefined : listed[0]);
      return end(await sessionOf(providers.at(request.host).provider, request, reply), reply, next);
    });
    done();
  };

  /** Source: Auth0, "OIDC Logout". */
  async function oidcLogout(request: Request, reply: FastifyReply, asked: OidcLogoutForm): Promise<FastifyReply> {
    const { client_id, logout_hint, post_logout_redirect_uri: url, state, confirmed } = asked;
    const { provider } = providers.at(request.host);
    const session = await sessionOf(provider, request, reply);
    const hint = asked.id_token_hint === undefined ? undefined : await hinted(provider, asked.id_token_hint);
    if (hint && client_id !== undefined && client_id !== hint.clientId) {
      throw badRequest("client_id does not match the id_token_hint");
    }
    if (hint && logout_hint !== undefined && logout_hint !== hint.sid) {
      throw badRequest("logout_hint does not match the id_token_hint");
    }
    const listed = [...listedUrls(client_id), ...(hint && client_id === undefined ? listedUrls(hint.clientId) : [])];
    if (url !== undefined) {
      requireListed(listed, url, { parameter: "post_logout_redirect_uri", client_id, withQuery: true });
    }
    const shown = confirmed ?? hint?.sid ?? logout_hint;
    const isAsked = tenant.settings.sessions?.oidc_logout_prompt_enabled !== false;
    if (isAsked && session.accountId !== undefined && shown !== session.uid)
      return confirmation(asked, session.uid, reply);
    return end(session, reply, url ?? (hint || client_id === undefined ? undefined : listed[0]), state);
  }

  /** Of the application, or without one those of the tenant. */
  function listedUrls(clientId: string | undefined): string[] {
    if (clientId === undefined) return tenant.settings.allowed_logout_urls ?? [];
    return tenant.clients.find(clientId)?.allowed_logout_urls ?? [];
  }

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
    await provider.IdToken.validate(token, client!);
    return { clientId, sid };
  } catch {
    throw badRequest("id_token_hint is not an ID token of this tenant");
  }
}

interface Asked {
  parameter: string;
  client_id: string | undefined;
  /** Whether what comes after the path has to be as listed. Source: Auth0, "Redirect Users with Alternative Logout". */
  withQuery: boolean;
}

/** @throws ManagementApiError 400 */
function requireListed(listed: string[], url: string, { parameter, client_id, withQuery }: Asked): void {
  const compared = (one: string) => originInLowerCase(withQuery ? one : one.replace(/[?#].*$/s, ""));
  if (isListed(compared(url), listed.map(compared))) return;
  throw badRequest(
    `The "${parameter}" querystring parameter "${url}" is not defined as a valid URL in "Allowed Logout URLs" of ` +
      (client_id ?? "the tenant"),
  );
}

function originInLowerCase(url: string): string {
  return url.replace(/^[^:]+:\/\/[^/?#]*/, (origin) => origin.toLowerCase());
}

/** Nobody has shown that the application has the session at all, so the person is asked. */
function confirmation(asked: OidcLogout, session: string, reply: FastifyReply): FastifyReply {
  const given = Object.entries(asked).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const page = formPage({
    title: "Log out",
    hint: "Do you want to log out?",
    action: "/oidc/logout",
    hidden: { ...Object.fromEntries(given), confirmed: session },
    fields: [],
    button: "Log out",
  });
  return reply
    .headers({ "cache-control": "no-store", "content-security-policy": "frame-ancestors 'none'" })
    .type("text/html; charset=utf-8")
    .send(page);
}
