import type { FastifyInstance, FastifyRequest } from "fastify";
import { claimedClientId } from "./oauth/client-authentication";
import type { Tenant } from "./tenant/tenant";

/** Milliseconds during which the log tells no more than once that the rate limit was exceeded. */
const LIMIT_REPORTED_EVERY = 60_000;

/** Tells the tenant log of changes by the Management API, of tokens, and of calls beyond the rate limit. */
export function logOperations(app: FastifyInstance, tenant: Tenant): void {
  let limitReportedAt = -Infinity;

  app.addHook("onSend", async (request, reply) => {
    const [path = ""] = request.url.split("?");
    if (path === "/oauth/token") {
      const client = tenant.clients.find(claimedClientId(request.body ?? {}, request.headers.authorization));
      if (!client) return;
      const type = reply.statusCode === 200 ? "seccft" : "feccft";
      tenant.logs.write({ type, ...describeCaller(tenant, request, client.client_id), ...describeSdk(request) });
    } else if (path.startsWith("/api/v2/")) {
      if (reply.statusCode === 429) return reportLimit(request);
      if (request.method === "GET" || !request.clientId) return;
      tenant.logs.write({
        type: reply.statusCode < 400 ? "sapi" : "fapi",
        description: `${request.method} ${request.routeOptions.url ?? path}`,
        ...describeCaller(tenant, request),
        details: { request: describeRequest(request, path), response: { statusCode: reply.statusCode } },
      });
    }
  });

  function reportLimit(request: FastifyRequest): void {
    const now = tenant.clock.milliseconds;
    if (now - limitReportedAt < LIMIT_REPORTED_EVERY) return;
    limitReportedAt = now;
    const description = "The Management API's global limit has been reached";
    tenant.logs.write({ type: "api_limit", description, ...describeCaller(tenant, request) });
  }
}

function describeCaller(tenant: Tenant, { clientId: caller, ip, host, headers }: FastifyRequest, clientId = caller) {
  const client = tenant.clients.find(clientId);
  return {
    ...(clientId && { client_id: clientId, client_name: client?.name ?? "" }),
    ip,
    user_agent: headers["user-agent"] ?? "",
    hostname: host,
  };
}

/** What an SDK of Auth0's says of itself in the header `Auth0-Client`. */
function describeSdk({ headers }: FastifyRequest): { auth0_client?: unknown } {
  const header = headers["auth0-client"];
  if (typeof header !== "string") return {};
  try {
    return { auth0_client: JSON.parse(Buffer.from(header, "base64").toString()) as unknown };
  } catch {
    return {};
  }
}

/** Without its body, which may hold secrets. */
function describeRequest({ method, query, ip, headers, caller }: FastifyRequest, path: string) {
  return {
    method: method.toLowerCase(),
    path: decoded(path),
    query,
    channel: "api",
    ip,
    userAgent: headers["user-agent"] ?? "",
    auth: { strategy: "jwt", user: {}, credentials: { scopes: [...caller.scopes] } },
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
