import type { Management } from "auth0";
import { readActionHead } from "./action-head";
import type { Action, BoundAction, DeployedVersion } from "./facts";
import type { TenantReader } from "../../tenant/tenant-reader";

const SCOPE = "read:actions";

/** The Action of that name, or null if there is none. The names of Actions are unique. */
export function readAction(reader: TenantReader, name: string): Promise<Action | null | undefined> {
  const { actions } = reader.management;
  return reader.read("Actions", SCOPE, async () => {
    const { data } = await actions.list({ actionName: name, per_page: 100 });
    const found = data.find((action) => action.name === name);
    if (!found) return null;
    const { id, status, all_changes_deployed, deployed_version } = await actions.get(found.id!);
    return {
      id: id!,
      status: status ?? "unknown",
      allChangesDeployed: all_changes_deployed ?? false,
      deployed: deployed_version && readVersion(deployed_version),
    };
  });
}

function readVersion(version: Management.ActionDeployedVersion): DeployedVersion {
  const { created_at, runtime, dependencies, secrets, code } = version;
  return {
    deployedAt: Date.parse(created_at ?? "") || undefined,
    runtime: runtime ?? "unknown",
    dependencies: (dependencies ?? []).map(({ name = "", version = "" }) => ({ name, version })),
    secrets: (secrets ?? []).map(({ name = "" }) => name),
    head: readActionHead(code ?? ""),
  };
}

/** The Actions that run at a login, in order, with the code of those that are not ours. */
export function readBoundActions(
  reader: TenantReader,
  own: Action | null | undefined,
): Promise<BoundAction[] | undefined> {
  const { actions } = reader.management;
  return reader.read("bindings of post-login", SCOPE, async () => {
    // One page is enough, because Auth0 allows 20 Actions per trigger.
    const { data } = await actions.triggers.bindings.list("post-login", { per_page: 50 });
    const bound = data.map(({ action, display_name }) => ({ id: action!.id!, name: display_name ?? action!.name! }));
    if (!bound.some(({ id }) => id === own?.id)) return bound;
    return Promise.all(
      bound.map(async (action): Promise<BoundAction> => {
        if (action.id === own?.id) return action;
        return { ...action, code: (await actions.get(action.id)).deployed_version?.code };
      }),
    );
  });
}
