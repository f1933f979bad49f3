import type { FastifyReply, FastifyRequest } from "fastify";
import { inject, type DispatchFunc } from "light-my-request";
import { OAuthError } from "../errors";

export interface Answer {
  statusCode: number;
  headers: Record<string, number | string | string[] | undefined>;
  payload: string;
}

/** What belongs to one connection, and what would tell oidc-provider of another one. */
const NOT_PASSED_ON = ["connection", "content-length", "transfer-encoding", "keep-alive", "date"];

/**
 * Has oidc-provider answer a request. It stands behind the simulator's own server, so that what is true for every other
 * request is true for these: they are recorded, come late and go wrong as told.
 */
export async function dispatch(handler: DispatchFunc, request: FastifyRequest): Promise<Answer> {
  const { method, url, headers, body, ip } = request;
  const kept = Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.includes(name) && !/^x-forwarded-/.test(name));
  const response = await inject(handler, {
    method,
    url,
    remoteAddress: ip,
    headers: {
      ...Object.fromEntries(kept),
      "x-forwarded-proto": "https",
      ...(url.startsWith("/oauth/") && { accept: "application/json" }), // its refusals are for applications
      ...(body !== undefined && { "content-type": "application/x-www-form-urlencoded" }),
    },
    ...(body !== undefined && { payload: formOf(body) }),
  });
  return response;
}

export function pass({ statusCode, headers, payload }: Answer, reply: FastifyReply): FastifyReply {
  const kept = Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.includes(name));
  return reply.code(statusCode).headers(Object.fromEntries(kept)).send(payload);
}

/** Auth0 takes JSON where OAuth has forms. @throws OAuthError for JSON that is no form */
function formOf(body: unknown): string {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new OAuthError(400, "invalid_request", "the body must be a form or a JSON object");
  }
  const entries = Object.entries(body) as [string, string | number | boolean | object | null][];
  const parameters = entries.map(([name, value]) => {
    if (typeof value === "object") throw new OAuthError(400, "invalid_request", `${name} must be a text`);
    return [name, String(value)] as [string, string];
  });
  return new URLSearchParams(parameters).toString();
}
