import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import { Body, Whole } from "../schema";
import type { StoredModule, StoredModuleVersion } from "../tenant/action-modules";
import type { StoredAction } from "../tenant/actions";
import type { Tenant } from "../tenant/tenant";
import { withoutValue } from "./action-presentation";
import type { Authorization } from "./authorization";

const ModuleId = Type.Object({ id: Type.String() });
const VersionId = Type.Object({ id: Type.String(), versionId: Type.String() });
const Page = Type.Object({
  page: Whole({ minimum: 0, default: 0 }),
  per_page: Whole({ minimum: 1, maximum: 100, default: 50 }),
});
/** The lengths are those of the Management API's specification. */
const Code = Type.String({ maxLength: 65_536 });
const contents = {
  dependencies: Type.Optional(
    Type.Array(Body({ name: Type.String({ maxLength: 255 }), version: Type.String({ maxLength: 50 }) })),
  ),
  secrets: Type.Optional(
    Type.Array(Body({ name: Type.String({ maxLength: 255 }), value: Type.String({ maxLength: 4096 }) })),
  ),
};
const NewModule = Body({
  ...contents,
  name: Type.String({ minLength: 1, maxLength: 255 }),
  code: Code,
  api_version: Type.Optional(Type.String({ maxLength: 20 })),
  publish: Type.Optional(Type.Boolean()),
});
const ModuleChanges = Body({ ...contents, code: Type.Optional(Code) });
const Rollback = Body({ module_version_id: Type.String() });

export function actionModuleRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const { actionModules, actions } = tenant;

  function present(module: StoredModule): Management.GetActionModuleResponseContent {
    const latest = module.versions.at(-1);
    return { ...presentDraft(module), ...(latest && { latest_version: presentReference(latest) }) };
  }

  function presentInList(module: StoredModule): Management.ActionModuleListItem {
    const latest = module.versions.at(-1);
    return { ...presentDraft(module), ...(latest && { latest_version_number: latest.version_number }) };
  }

  function presentDraft(module: StoredModule) {
    const { id, name, code, dependencies, secrets, created_at, updated_at, allChangesPublished } = module;
    return {
      id,
      name,
      code,
      dependencies,
      secrets: secrets.map(withoutValue),
      all_changes_published: allChangesPublished,
      actions_using_module_total: actions.usingModule(id).length,
      created_at,
      updated_at,
    };
  }

  return (app, _options, done) => {
    app.get(
      "/actions/modules",
      { onRequest: allow.anyOf("read:actions"), schema: { querystring: Page } },
      ({ query }) => pageOf("modules", actionModules.all(), query, presentInList),
    );

    app.post(
      "/actions/modules",
      { onRequest: allow.anyOf("create:actions"), schema: { body: NewModule } },
      ({ body }, reply) => {
        const module = actionModules.create(body);
        if (body.publish) actionModules.publish(module.id);
        void reply.code(201);
        return present(module);
      },
    );

    app.get(
      "/actions/modules/:id",
      { onRequest: allow.anyOf("read:actions"), schema: { params: ModuleId } },
      ({ params }) => present(actionModules.get(params.id)),
    );

    app.patch(
      "/actions/modules/:id",
      { onRequest: allow.anyOf("update:actions"), schema: { params: ModuleId, body: ModuleChanges } },
      ({ params, body }) => present(actionModules.update(params.id, body)),
    );

    app.delete(
      "/actions/modules/:id",
      { onRequest: allow.anyOf("delete:actions"), schema: { params: ModuleId } },
      ({ params }, reply) => {
        tenant.deleteActionModule(params.id);
        return reply.code(204).send();
      },
    );

    app.get(
      "/actions/modules/:id/actions",
      { onRequest: allow.anyOf("read:actions"), schema: { params: ModuleId, querystring: Page } },
      ({ params, query }) => {
        const { id } = actionModules.get(params.id);
        return pageOf("actions", actions.usingModule(id), query, (action) => presentUser(action, id));
      },
    );

    app.post(
      "/actions/modules/:id/rollback",
      { onRequest: allow.anyOf("update:actions"), schema: { params: ModuleId, body: Rollback } },
      ({ params, body }) => present(actionModules.rollBack(params.id, body.module_version_id)),
    );

    app.get(
      "/actions/modules/:id/versions",
      { onRequest: allow.anyOf("read:actions"), schema: { params: ModuleId, querystring: Page } },
      ({ params, query }) => pageOf("versions", actionModules.get(params.id).versions, query, presentVersion),
    );

    app.post(
      "/actions/modules/:id/versions",
      { onRequest: allow.anyOf("update:actions"), schema: { params: ModuleId } },
      ({ params }) => presentVersion(actionModules.publish(params.id)),
    );

    app.get(
      "/actions/modules/:id/versions/:versionId",
      { onRequest: allow.anyOf("read:actions"), schema: { params: VersionId } },
      ({ params }) => presentVersion(actionModules.version(params.id, params.versionId)),
    );
    done();
  };
}

function presentVersion(version: StoredModuleVersion): Management.GetActionModuleVersionResponseContent {
  return { ...version, secrets: version.secrets.map(withoutValue) };
}

/** As recorded from a real tenant: it names neither the module nor when the version was made. */
function presentReference({ id, version_number, code, dependencies, secrets }: StoredModuleVersion) {
  return { id, version_number, code, dependencies, secrets: secrets.map(withoutValue) };
}

function presentUser({ id, name, supported_triggers, modules, deployedVersion }: StoredAction, moduleId: string) {
  const used = [...(deployedVersion?.modules ?? []), ...modules].find(({ version }) => version.module_id === moduleId);
  return {
    action_id: id,
    action_name: name,
    module_version_id: used?.version.id,
    module_version_number: used?.version.version_number,
    supported_triggers,
  };
}

function pageOf<Item, Shown>(
  key: string,
  items: Item[],
  { page, per_page }: { page: number; per_page: number },
  present: (item: Item) => Shown,
) {
  const shown = items.slice(page * per_page, (page + 1) * per_page).map(present);
  return { [key]: shown, total: items.length, page, per_page };
}
