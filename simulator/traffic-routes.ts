import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { Body, MAXIMUM_WHOLE, Nullable, Whole } from "./schema";
import type { Traffic } from "./traffic";

const Changes = Body({
  latency: Type.Optional(Type.Number({ minimum: 0, maximum: MAXIMUM_WHOLE })),
  rateLimit: Type.Optional(
    Nullable(Body({ burst: Whole({ minimum: 1 }), perSecond: Type.Number({ exclusiveMinimum: 0 }) })),
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
