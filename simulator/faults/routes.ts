import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { badRequest } from "../errors";
import { Body, Whole } from "../schema";
import { Fault } from "./fault";
import type { Faults } from "./faults";

const FaultyRoute = Body({
  method: Type.String({ pattern: "^[A-Z]+$" }),
  path: Type.String({ pattern: "^/" }),
  fault: Fault,
  times: Type.Optional(Whole({ minimum: 1 })),
  after: Type.Optional(Whole({ minimum: 0 })),
});

/** Faults over HTTPS, for whoever watches an application cope from another process. */
export function faultRoutes(faults: Faults): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.post("/", { schema: { body: FaultyRoute } }, ({ body }, reply) => {
      try {
        faults.inject(body);
      } catch (error) {
        throw badRequest((error as Error).message, "invalid_body");
      }
      return reply.code(204).send();
    });

    app.get("/", () => faults.list().map(({ path, ...fault }) => ({ path: String(path), ...fault })));

    app.delete("/", (_request, reply) => {
      faults.clear();
      return reply.code(204).send();
    });
    done();
  };
}
