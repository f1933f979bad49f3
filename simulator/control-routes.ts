import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { RequestJournal } from "./request-journal";
import { Body } from "./schema";
import type { Population } from "./tenant/population";
import type { Tenant } from "./tenant/tenant";

const Seed = Body({
  users: Type.Integer({ minimum: 0 }),
  sessions: Type.Optional(Type.Integer({ minimum: 0 })),
  refreshTokens: Type.Optional(Type.Boolean()),
});
const PassedTime = Body({ milliseconds: Type.Integer({ minimum: 0 }) });

/** What a test in another process asks of the simulator itself. */
export function controlRoutes(
  tenant: Tenant,
  population: Population,
  journal: RequestJournal,
): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.get("/requests", () => journal.requests());

    app.post("/seed", { schema: { body: Seed } }, ({ body }) => ({ users: population.grow(body) }));

    app.post("/pass-time", { schema: { body: PassedTime } }, ({ body }, reply) => {
      tenant.passTime(body.milliseconds);
      return reply.code(204).send();
    });

    app.post("/settle", async (_request, reply) => {
      await tenant.settle();
      return reply.code(204).send();
    });
    done();
  };
}
