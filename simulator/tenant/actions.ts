import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Management } from "auth0";
import { buildLayer, type Layer } from "../actions/build";
import type { Dependency } from "../actions/dependency";
import type { DeployedAction, LoadedModule } from "../actions/deployed-action";
import { checkSyntax } from "../actions/syntax";
import { badRequest, conflict, forbidden, notFound } from "../errors";
import { omit } from "../omit";
import type { ActionModules, UsedModule } from "./action-modules";
import type { Clock } from "./clock";
import { Collection, type CollectionState } from "./collection";
import { replaceSecrets, type Secret, type SecretFields } from "./secrets";

/** Source: Auth0's entity limit policy. */
const MAXIMUM_PER_TENANT = 100;

/** Milliseconds that a build takes at least: a client has to wait for it, as it has to wait for Auth0's. */
const BUILD_DURATION = 20;

/** What an Action is made of; deploying copies the draft into a version. */
interface Contents {
  code: string;
  dependencies: Dependency[];
  runtime: string;
  secrets: Secret[];
  modules: UsedModule[];
}

/** What a build makes: what the code of an Action may require. */
interface Built {
  layer: Layer;
  loadedModules: LoadedModule[];
}

export interface StoredVersion extends Contents, Built {
  id: string;
  number: number;
  built_at: string;
  created_at: string;
}

export interface StoredAction extends Contents {
  id: string;
  name: string;
  supported_triggers: Management.ActionTrigger[];
  created_at: string;
  updated_at: string;
  status: "pending" | "building" | "built" | "failed";
  built_at?: string;
  /** What the latest build made. */
  built?: Built;
  deployedVersion?: StoredVersion;
  allChangesDeployed: boolean;
}

/** An Action as JSON: what a build made of its dependencies is on this machine only. */
export interface ActionState extends Omit<StoredAction, "built" | "deployedVersion"> {
  deployedVersion?: Omit<StoredVersion, "layer" | "loadedModules">;
}

export interface ActionFields {
  name?: string;
  supported_triggers?: Management.ActionTrigger[];
  code?: string;
  dependencies?: Dependency[];
  runtime?: string;
  secrets?: SecretFields[];
  modules?: { module_id: string; module_version_id: string }[];
}

export class Actions {
  private readonly actions = new Collection<StoredAction>();
  private readonly builds = new Map<string, Promise<void>>();

  constructor(
    private readonly clock: Clock,
    private readonly actionModules: ActionModules,
  ) {}

  create(fields: ActionFields & { name: string; supported_triggers: Management.ActionTrigger[]; deploy?: boolean }) {
    this.checkNameIsFree(fields.name);
    if (this.actions.all().length >= MAXIMUM_PER_TENANT) {
      throw forbidden("You reached the limit of entities of this type for this tenant.", "too_many_entities");
    }
    const now = this.clock.timestamp();
    const id = randomUUID();
    const action = this.actions.add(id, {
      id,
      name: fields.name,
      supported_triggers: fields.supported_triggers,
      code: fields.code ?? "module.exports = () => {}",
      dependencies: fields.dependencies ?? [],
      runtime: fields.runtime ?? "node22",
      secrets: replaceSecrets([], fields.secrets ?? [], now),
      modules: this.used(fields.modules ?? []),
      created_at: now,
      updated_at: now,
      status: "pending",
      allChangesDeployed: false,
    });
    this.startBuild(action, fields.deploy ?? false);
    return action;
  }

  get(id: string): StoredAction {
    const action = this.actions.find(id);
    if (!action) throw notFound("That action does not exist.");
    return action;
  }

  named(name: string): StoredAction | undefined {
    return this.actions.all().find((action) => action.name === name);
  }

  all(): StoredAction[] {
    return this.actions.all();
  }

  /** Those whose draft or deployed version uses the module. */
  usingModule(moduleId: string): StoredAction[] {
    return this.all().filter(({ modules, deployedVersion }) =>
      [...modules, ...(deployedVersion?.modules ?? [])].some(({ version }) => version.module_id === moduleId),
    );
  }

  /** Fields that are not given stay as they are; those that are replace what was there as a whole. */
  update(id: string, fields: ActionFields): StoredAction {
    const action = this.get(id);
    if (fields.name !== undefined && fields.name !== action.name) this.checkNameIsFree(fields.name);
    const { secrets, modules, ...others } = fields;
    const now = this.clock.timestamp();
    Object.assign(action, others, {
      ...(secrets && { secrets: replaceSecrets(action.secrets, secrets, now) }),
      ...(modules && { modules: this.used(modules) }),
      updated_at: now,
    });
    action.allChangesDeployed = false;
    this.startBuild(action, false);
    return action;
  }

  delete(id: string): void {
    this.get(id);
    this.actions.delete(id);
    this.builds.delete(id);
  }

  deploy(id: string): StoredVersion {
    const action = this.get(id);
    if (action.status !== "built" || !action.built || !action.built_at) {
      throw badRequest("A draft must be in the 'built' state before it can be deployed.");
    }
    const { code, dependencies, runtime, secrets, modules, built, built_at } = action;
    action.deployedVersion = {
      id: randomUUID(),
      number: (action.deployedVersion?.number ?? 0) + 1,
      code,
      dependencies,
      runtime,
      secrets,
      modules,
      ...built,
      built_at,
      created_at: this.clock.timestamp(),
    };
    action.allChangesDeployed = true;
    return action.deployedVersion;
  }

  /** Resolves once no build is under way. */
  async allBuilt(): Promise<void> {
    await Promise.all(this.builds.values());
  }

  state(): CollectionState<ActionState> {
    const { lastPlace, entries } = this.actions.state();
    return { lastPlace, entries: entries.map(([id, place, action]) => [id, place, withoutBuilds(action)]) };
  }

  /**
   * Resolves once the dependencies of those that were built are here.
   *
   * @throws Error if one cannot be got
   */
  async restore(state: CollectionState<ActionState>): Promise<void> {
    this.actions.restore(state as CollectionState<StoredAction>);
    await Promise.all(
      this.all().map(async (action) => {
        const { status, deployedVersion } = action;
        if (status === "built") action.built = await built(action);
        if (deployedVersion) Object.assign(deployedVersion, await built(deployedVersion));
      }),
    );
  }

  private startBuild(action: StoredAction, deployAfterwards: boolean): void {
    action.status = "pending";
    const build = this.build(action, () => this.builds.get(action.id) === build, deployAfterwards);
    this.builds.set(action.id, build);
  }

  /** A draft that changes while it is being built is built anew; only the latest build counts. */
  private async build(action: StoredAction, isLatest: () => boolean, deployAfterwards: boolean): Promise<void> {
    await wait(0); // the answer to the request that starts a build still says "pending"
    if (!isLatest()) return;
    action.status = "building";
    await wait(BUILD_DURATION);
    if (!isLatest()) return;
    try {
      checkSyntax(action);
      const result = await built(action);
      if (!isLatest()) return;
      Object.assign(action, { status: "built", built: result, built_at: this.clock.timestamp() });
      if (deployAfterwards) this.deploy(action.id);
    } catch (error) {
      if (!isLatest()) return;
      action.status = "failed";
      // Auth0 tells the reason in its Dashboard alone, never in the Management API.
      console.warn(`simulator: Action "${action.name}" failed to build: ${String(error)}`);
    }
  }

  private used(references: NonNullable<ActionFields["modules"]>): UsedModule[] {
    return references.map((reference) => this.actionModules.used(reference));
  }

  private checkNameIsFree(name: string): void {
    if (this.named(name)) throw conflict(`An action with the name '${name}' already exists`);
  }
}

function withoutBuilds({ deployedVersion, ...action }: StoredAction): ActionState {
  return {
    ...omit(action, "built"),
    ...(deployedVersion && { deployedVersion: omit(deployedVersion, "layer", "loadedModules") }),
  };
}

/** @throws Error if the Action has no deployed version */
export function asDeployed(action: StoredAction): DeployedAction {
  const version = action.deployedVersion;
  if (!version) throw new Error(`Action "${action.name}" is bound but not deployed`);
  return {
    id: action.id,
    name: action.name,
    code: version.code,
    secrets: valuesOf(version.secrets),
    layer: version.layer,
    modules: version.loadedModules,
    versionId: version.id,
  };
}

async function built({ dependencies, modules }: Contents): Promise<Built> {
  return { layer: await buildLayer(dependencies), loadedModules: await loadModules(modules) };
}

async function loadModules(modules: readonly UsedModule[]): Promise<LoadedModule[]> {
  return Promise.all(
    modules.map(async ({ name, version: { code, dependencies, secrets } }) => {
      checkSyntax({ name, code });
      return { name, code, secrets: valuesOf(secrets), layer: await buildLayer(dependencies) };
    }),
  );
}

function valuesOf(secrets: readonly Secret[]): Record<string, string> {
  return Object.fromEntries(secrets.map(({ name, value }) => [name, value]));
}
