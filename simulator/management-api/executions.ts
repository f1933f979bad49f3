import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";

export function executionRoutes({ executions }: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.get(
      "/actions/executions/:id",
      { onRequest: allow.anyOf("read:actions"), schema: { params: Type.Object({ id: Type.String() }) } },
      ({ params }): Management.GetActionExecutionResponseContent => executions.get(params.id),
    );
    done();
  };
}
