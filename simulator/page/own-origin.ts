import type { FastifyInstance } from "fastify";

/** What a page of this server may load, and who may show it: itself alone. */
const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; " +
    "base-uri 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/**
 * Keeps other sites that the user's browser has open from pressing buttons, and from reading the page under a name that
 * they have made point to this machine.
 */
export function serveOwnOriginOnly(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    void reply.headers(HEADERS);
    const { method, host, hostname, headers } = request;
    if (!["localhost", "127.0.0.1", "[::1]"].includes(hostname)) {
      return reply.code(421).type("text/plain").send(`this page is at localhost, not at ${hostname}`);
    }
    if (!["GET", "HEAD"].includes(method) && headers.origin !== `http://${host}`) {
      return reply.code(403).type("text/plain").send("this page's buttons work on this page alone");
    }
  });
}
