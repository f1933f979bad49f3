import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { AccessTokens } from "./oauth/access-tokens";
import type { RequestJournal } from "./request-journal";
import { Body, Whole } from "./schema";
import { exportState } from "./state/state";
import { FURTHEST } from "./tenant/clock";
import type { Population } from "./tenant/population";
import type { Tenant } from "./tenant/tenant";

const Seed = Body({
  users: Whole({ minimum: 0 }),
  sessions: Type.Optional(Whole({ minimum: 0 })),
  refreshTokens: Type.Optional(Type.Boolean()),
});
const PassedTime = Body({ milliseconds: Type.Integer({ minimum: 0, maximum: FURTHEST }) });

/** What a test in another process asks of the simulator itself. */
export function controlRoutes(
  tenant: Tenant,
  accessTokens: AccessTokens,
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

    app.get("/state", () => exportState(tenant, accessTokens));

    app.post("/settle", async (_request, reply) => {
      await tenant.settle();
      return reply.code(204).send();
    });
    done();
  };
}
