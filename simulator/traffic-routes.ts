import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { Body, Nullable } from "./schema";
import type { Traffic } from "./traffic";

const Changes = Body({
  latency: Type.Optional(Type.Number({ minimum: 0 })),
  rateLimit: Type.Optional(
    Nullable(Body({ burst: Type.Integer({ minimum: 1 }), perSecond: Type.Number({ exclusiveMinimum: 0 }) })),
  ),
});

/** Latency and rate limit over HTTPS; what is not named stays. */
export function trafficRoutes(traffic: Traffic): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.get("/", () => traffic.settings());

    app.patch("/", { schema: { body: Changes } }, ({ body: { latency, rateLimit } }) => {
      if (latency !== undefined) traffic.delayAnswers(latency);
      if (rateLimit !== undefined) traffic.limitRate(rateLimit ?? undefined);
      return traffic.settings();
    });
    done();
  };
}
