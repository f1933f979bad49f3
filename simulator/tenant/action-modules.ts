import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Dependency } from "../actions/dependency";
import { badRequest, conflict, notFound } from "../errors";
import type { Clock } from "./clock";
import { Collection, type CollectionState } from "./collection";
import { replaceSecrets, type Secret, type SecretFields } from "./secrets";

interface Contents {
  code: string;
  dependencies: Dependency[];
  secrets: Secret[];
}

export interface StoredModuleVersion extends Contents {
  id: string;
  module_id: string;
  version_number: number;
  created_at: string;
}

/** A draft, and the versions that were published of it, the first one first. */
export interface StoredModule extends Contents {
  id: string;
  name: string;
  created_at: string;
  updated_at: string;
  allChangesPublished: boolean;
  versions: StoredModuleVersion[];
}

export interface ModuleFields {
  code?: string;
  dependencies?: Dependency[];
  secrets?: SecretFields[];
}

/** The code that Actions share: an Action names the version that it uses. */
export class ActionModules {
  private readonly modules = new Collection<StoredModule>();

  constructor(private readonly clock: Clock) {}

  create({ name, code, dependencies = [], secrets = [] }: ModuleFields & { name: string; code: string }): StoredModule {
    if (this.all().some((other) => other.name === name)) {
      throw conflict(`An action module with the name '${name}' already exists`);
    }
    const now = this.clock.timestamp();
    const id = randomUUID();
    return this.modules.add(id, {
      id,
      name,
      code,
      dependencies,
      secrets: replaceSecrets([], secrets, now),
      created_at: now,
      updated_at: now,
      allChangesPublished: false,
      versions: [],
    });
  }

  all(): StoredModule[] {
    return this.modules.all();
  }

  /** @throws ManagementApiError 404 */
  get(id: string): StoredModule {
    const module = this.modules.find(id);
    if (!module) throw notFound("The action module does not exist.");
    return module;
  }

  /** @throws ManagementApiError 404 */
  version(id: string, versionId: string): StoredModuleVersion {
    const version = this.get(id).versions.find((published) => published.id === versionId);
    if (!version) throw notFound("The module or version does not exist.");
    return version;
  }

  /** Fields that are not given stay as they are; those that are replace what was there as a whole. */
  update(id: string, { secrets, ...fields }: ModuleFields): StoredModule {
    const module = this.get(id);
    const now = this.clock.timestamp();
    const kept = secrets === undefined ? module.secrets : replaceSecrets(module.secrets, secrets, now);
    return Object.assign(module, fields, { secrets: kept, updated_at: now, allChangesPublished: false });
  }

  publish(id: string): StoredModuleVersion {
    const module = this.get(id);
    if (module.allChangesPublished) throw conflict("No draft version is available to publish.");
    const { code, dependencies, secrets, versions } = module;
    const version = {
      id: randomUUID(),
      module_id: id,
      version_number: versions.length + 1,
      code,
      dependencies,
      secrets,
      created_at: this.clock.timestamp(),
    };
    versions.push(version);
    module.allChangesPublished = true;
    return version;
  }

  /** Makes a published version the draft again. */
  rollBack(id: string, versionId: string): StoredModule {
    const module = this.get(id);
    const { code, dependencies, secrets } = this.version(id, versionId);
    const draft = { code: module.code, dependencies: module.dependencies, secrets: module.secrets };
    if (isDeepStrictEqual(draft, { code, dependencies, secrets })) {
      throw conflict("The specified version is already the current draft version.");
    }
    return Object.assign(module, {
      code,
      dependencies,
      secrets,
      updated_at: this.clock.timestamp(),
      allChangesPublished: module.versions.at(-1)?.id === versionId,
    });
  }

  delete(id: string): void {
    this.modules.delete(this.get(id).id);
  }

  state(): CollectionState<StoredModule> {
    return this.modules.state();
  }

  restore(state: CollectionState<StoredModule>): void {
    this.modules.restore(state);
  }

  /** @throws ManagementApiError 400 where an Action names a version that there is not */
  used({ module_id, module_version_id }: { module_id: string; module_version_id: string }): UsedModule {
    const module = this.modules.find(module_id);
    const version = module?.versions.find(({ id }) => id === module_version_id);
    if (!module || !version) {
      throw badRequest(`The version ${module_version_id} of the action module ${module_id} does not exist`);
    }
    return { name: module.name, version };
  }
}

/** A version of a module as an Action uses it. */
export interface UsedModule {
  name: string;
  version: StoredModuleVersion;
}
