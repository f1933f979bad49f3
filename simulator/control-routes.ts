import type { FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { RequestJournal } from "./request-journal";
import type { Tenant } from "./tenant/tenant";

/** What a test in another process asks of the simulator itself. */
export function controlRoutes(tenant: Tenant, journal: RequestJournal): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.get("/requests", () => journal.requests());

    app.post("/settle", async (_request, reply) => {
      await tenant.settle();
      return reply.code(204).send();
    });
    done();
  };
}
