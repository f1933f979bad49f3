import type { onRequestAsyncHookHandler, FastifyRequest } from "fastify";
import { forbidden, unauthorized } from "../errors";
import type { AccessTokens, Caller } from "../oauth/access-tokens";
import type { Tenant } from "../tenant/tenant";

declare module "fastify" {
  interface FastifyRequest {
    /** Whom the request's access token was issued to; empty on routes that need none. */
    caller: Caller;
  }
}

export const NOBODY: Caller = { clientId: "", scopes: new Set() };

/** Makes the hooks that guard a route: `{ onRequest: allow.anyOf("read:clients") }`. */
export class Authorization {
  constructor(
    private readonly tenant: Tenant,
    private readonly accessTokens: AccessTokens,
  ) {}

  anyOf(...scopes: string[]): onRequestAsyncHookHandler {
    return async (request) => {
      await this.identify(request);
      if (scopes.some((scope) => request.caller.scopes.has(scope))) return;
      throw forbidden(`Insufficient scope, expected any of: ${scopes.join(",")}`, "insufficient_scope");
    };
  }

  allOf(...scopes: string[]): onRequestAsyncHookHandler {
    return async (request) => {
      await this.identify(request);
      if (scopes.every((scope) => request.caller.scopes.has(scope))) return;
      throw forbidden(`Insufficient scope, expected all of: ${scopes.join(",")}`, "insufficient_scope");
    };
  }

  /** A token is valid only on the domain it was issued at, although its audience is the canonical one everywhere. */
  private async identify(request: FastifyRequest): Promise<void> {
    const [, token] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "") ?? [];
    if (token === undefined) throw unauthorized("Missing authentication");
    const issuer = `https://${request.host}/`;
    request.caller = await this.accessTokens.verify(token, { issuer, audience: this.tenant.managementApi });
    request.clientId = request.caller.clientId;
  }
}
