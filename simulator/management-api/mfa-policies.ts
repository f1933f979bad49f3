import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { TextOf } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";

/** One or none: they exclude each other. Source: the documentation of `auth0 guardian policies set`. */
const Policies = Type.Array(TextOf("all-applications", "confidence-score"), { maxItems: 1 });

export function mfaPolicyRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.get("/guardian/policies", { onRequest: allow.anyOf("read:mfa_policies") }, () => tenant.mfaPolicies);

    app.put(
      "/guardian/policies",
      { onRequest: allow.anyOf("update:mfa_policies"), schema: { body: Policies } },
      ({ body }) => (tenant.mfaPolicies = body),
    );
    done();
  };
}
