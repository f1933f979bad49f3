import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import { Body, TextOf, Whole } from "../schema";
import type { Tenant } from "../tenant/tenant";
import { presentAction, presentVersion } from "./action-presentation";
import type { Authorization } from "./authorization";
import { checkVersions, Trigger, TriggerId } from "./triggers";

const ActionId = Type.Object({ id: Type.String() });

/** The limits are those of Auth0's page on the limitations of Actions. */
const Contents = {
  code: Type.Optional(Type.String({ maxLength: 100_000 })),
  dependencies: Type.Optional(Type.Array(Body({ name: Type.String(), version: Type.String() }), { maxItems: 10 })),
  runtime: Type.Optional(TextOf("node22")),
  secrets: Type.Optional(
    Type.Array(
      Type.Object({
        name: Type.String({ minLength: 1, maxLength: 128 }),
        value: Type.Optional(Type.String({ maxLength: 4096 })),
      }),
      { maxItems: 30 },
    ),
  ),
};
const Modules = Type.Array(Body({ module_id: Type.String(), module_version_id: Type.String() }), { maxItems: 3 });
const Name = Type.String({ minLength: 1 });
const SupportedTriggers = Type.Array(Trigger, { minItems: 1, maxItems: 1 });

const NewAction = Body({
  ...Contents,
  name: Name,
  supported_triggers: SupportedTriggers,
  modules: Type.Optional(Modules),
  deploy: Type.Optional(Type.Boolean()),
});
const ActionChanges = Body({
  ...Contents,
  name: Type.Optional(Name),
  supported_triggers: Type.Optional(SupportedTriggers),
  modules: Type.Optional(Modules),
});

const ListQuery = Type.Object({
  triggerId: Type.Optional(TriggerId),
  actionName: Type.Optional(Type.String()),
  deployed: Type.Optional(Type.Boolean()),
  /** Those that came from the marketplace: there are none here. */
  installed: Type.Optional(Type.Boolean()),
  page: Whole({ minimum: 0, default: 0 }),
  per_page: Whole({ minimum: 1, maximum: 100, default: 20 }),
});

export function actionRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const actions = tenant.actions;

  return (app, _options, done) => {
    app.get(
      "/actions/actions",
      { onRequest: allow.anyOf("read:actions"), schema: { querystring: ListQuery } },
      ({
        query: { triggerId, actionName, deployed, installed = false, page, per_page },
      }): Management.ListActionsPaginatedResponseContent => {
        const matching = actions
          .all()
          .filter(() => !installed)
          .filter(({ name }) => actionName === undefined || name === actionName)
          .filter((action) => deployed === undefined || deployed === (action.deployedVersion !== undefined))
          .filter((action) => !triggerId || action.supported_triggers.some(({ id }) => id === triggerId));
        const shown = matching.slice(page * per_page, (page + 1) * per_page);
        return { actions: shown.map(presentAction), total: matching.length, page, per_page };
      },
    );

    app.post(
      "/actions/actions",
      { onRequest: allow.anyOf("create:actions"), schema: { body: NewAction } },
      ({ body }, reply): Management.CreateActionResponseContent => {
        checkVersions(body.supported_triggers);
        void reply.code(201);
        return presentAction(actions.create(body));
      },
    );

    app.get(
      "/actions/actions/:id",
      { onRequest: allow.anyOf("read:actions"), schema: { params: ActionId } },
      ({ params }): Management.GetActionResponseContent => presentAction(actions.get(params.id)),
    );

    app.patch(
      "/actions/actions/:id",
      { onRequest: allow.anyOf("update:actions"), schema: { params: ActionId, body: ActionChanges } },
      ({ params, body }): Management.UpdateActionResponseContent => {
        checkVersions(body.supported_triggers);
        return presentAction(actions.update(params.id, body));
      },
    );

    app.delete(
      "/actions/actions/:id",
      {
        onRequest: allow.anyOf("delete:actions"),
        schema: { params: ActionId, querystring: Type.Object({ force: Type.Boolean({ default: false }) }) },
      },
      ({ params, query }, reply) => {
        tenant.deleteAction(params.id, query.force);
        return reply.code(204).send();
      },
    );

    app.post(
      "/actions/actions/:id/deploy",
      { onRequest: allow.anyOf("create:actions"), schema: { params: ActionId } },
      ({ params }): Management.DeployActionResponseContent => {
        const version = actions.deploy(params.id);
        // Recorded from a real tenant: the answer is sent before the version is in service.
        return presentVersion(actions.get(params.id), version, { deployed: false });
      },
    );
    done();
  };
}
