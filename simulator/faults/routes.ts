import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { Body } from "../schema";
import { Fault } from "./fault";
import type { Faults } from "./faults";

const FaultyRoute = Body({
  method: Type.String({ pattern: "^[A-Z]+$" }),
  path: Type.String({ pattern: "^/" }),
  fault: Fault,
  times: Type.Optional(Type.Integer({ minimum: 1 })),
  after: Type.Optional(Type.Integer({ minimum: 0 })),
});

/** Faults over HTTPS, for whoever watches an application cope from another process. */
export function faultRoutes(faults: Faults): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.post("/", { schema: { body: FaultyRoute } }, ({ body }, reply) => {
      faults.inject(body);
      return reply.code(204).send();
    });

    app.delete("/", (_request, reply) => {
      faults.clear();
      return reply.code(204).send();
    });
    done();
  };
}
