import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import { Body, TextOf, Whole } from "../schema";
import type { Tenant } from "../tenant/tenant";
import { presentBinding } from "./action-presentation";
import type { Authorization } from "./authorization";
import { TriggerId } from "./triggers";

const TriggerReference = Type.Object({ triggerId: TriggerId });

const Page = Type.Object({
  page: Whole({ minimum: 0, default: 0 }),
  per_page: Whole({ minimum: 1, maximum: 100, default: 20 }),
});

const BindingList = Body({
  bindings: Type.Array(
    Body({
      ref: Type.Object({
        type: Type.Optional(TextOf("action_id", "action_name", "binding_id")),
        value: Type.String(),
      }),
      display_name: Type.Optional(Type.String()),
    }),
    { maxItems: 20 },
  ),
});

export function triggerBindingRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.get(
      "/actions/triggers/:triggerId/bindings",
      { onRequest: allow.anyOf("read:actions"), schema: { params: TriggerReference, querystring: Page } },
      ({ params, query: { page, per_page } }): Management.ListActionBindingsPaginatedResponseContent => {
        const all = tenant.triggerBindings.of(params.triggerId);
        const bindings = all.slice(page * per_page, (page + 1) * per_page).map(presentBinding);
        // Recorded from a real tenant: zeros are left out, and past the end so is the total, where the provider stops.
        return {
          bindings,
          ...(bindings.length > 0 && { total: all.length }),
          ...(page > 0 && { page }),
          per_page,
        };
      },
    );

    app.patch(
      "/actions/triggers/:triggerId/bindings",
      { onRequest: allow.anyOf("update:actions"), schema: { params: TriggerReference, body: BindingList } },
      ({ params, body }): Management.UpdateActionBindingsResponseContent => ({
        bindings: tenant.triggerBindings.replace(params.triggerId, body.bindings).map(presentBinding),
      }),
    );
    done();
  };
}
