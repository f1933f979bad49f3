import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Tenant } from "./tenant/tenant";

/** Milliseconds during which the log tells no more than once that the rate limit was exceeded. */
const LIMIT_REPORTED_EVERY = 60_000;

/** Tells the tenant log of changes by the Management API, of tokens, and of calls beyond the rate limit. */
export function logOperations(app: FastifyInstance, tenant: Tenant): void {
  let limitReportedAt = -Infinity;

  app.addHook("onSend", async (request, reply) => {
    const [path = ""] = request.url.split("?");
    if (path === "/oauth/token" && request.clientId) {
      const type = reply.statusCode === 200 ? "seccft" : "feccft";
      tenant.logs.write({ type, ...describeCaller(tenant, request) });
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

function describeCaller(tenant: Tenant, { clientId, ip, host, headers }: FastifyRequest) {
  const client = tenant.clients.find(clientId);
  return {
    ...(clientId && { client_id: clientId, client_name: client?.name ?? "" }),
    ip,
    user_agent: headers["user-agent"] ?? "",
    hostname: host,
  };
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
