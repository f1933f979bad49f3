import type { Management } from "auth0";
import { omit } from "../omit";
import type { UsedModule } from "../tenant/action-modules";
import type { StoredAction, StoredVersion } from "../tenant/actions";
import type { Secret } from "../tenant/secrets";
import type { Binding } from "../tenant/trigger-bindings";

type Version = Management.ActionDeployedVersion;

/** An Action as the Management API shows it: a secret by its name alone, never by its value. */
export function presentAction(action: StoredAction) {
  const { id, name, supported_triggers, code, dependencies, runtime, status, built_at, created_at, updated_at } =
    action;
  return {
    id,
    name,
    supported_triggers,
    code,
    dependencies,
    runtime,
    status,
    created_at,
    updated_at,
    ...(built_at !== undefined && { built_at }),
    secrets: action.secrets.map(withoutValue),
    modules: action.modules.map(presentUse),
    ...(action.deployedVersion && {
      deployed_version: presentVersion(action, action.deployedVersion, { deployed: true }),
    }),
    all_changes_deployed: action.allChangesDeployed,
  } satisfies Management.GetActionResponseContent;
}

export function presentVersion(
  action: StoredAction,
  version: StoredVersion,
  { deployed }: { deployed: boolean },
): Version {
  const { id, number, code, dependencies, runtime, built_at, created_at } = version;
  return {
    id,
    number,
    code,
    dependencies,
    runtime,
    built_at,
    created_at,
    updated_at: created_at,
    action_id: action.id,
    status: "built",
    deployed,
    secrets: version.secrets.map(withoutValue),
    modules: version.modules.map(presentUse),
    supported_triggers: action.supported_triggers,
    action: presentBriefly(action),
  };
}

export function presentBinding(binding: Binding): Management.ActionBinding {
  return {
    id: binding.id,
    trigger_id: binding.triggerId as Management.ActionTriggerTypeEnum,
    action: omit(presentAction(binding.action), "code"),
    display_name: binding.displayName,
    created_at: binding.created_at,
    updated_at: binding.updated_at,
  };
}

function presentBriefly(action: StoredAction): Management.ActionBase {
  const { id, name, supported_triggers, created_at, updated_at, allChangesDeployed } = action;
  return { id, name, supported_triggers, created_at, updated_at, all_changes_deployed: allChangesDeployed };
}

function presentUse({ name, version }: UsedModule): Management.ActionModuleReference {
  const { id, module_id, version_number } = version;
  return { module_id, module_name: name, module_version_id: id, module_version_number: version_number };
}

export function withoutValue({ name, updated_at }: Secret): Management.ActionSecretResponse {
  return { name, updated_at };
}
