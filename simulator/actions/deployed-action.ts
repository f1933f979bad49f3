import type { Layer } from "./build";

/** One version of an Action module, which the Action's code requires as `actions:<name>`. */
export interface LoadedModule {
  name: string;
  /** CommonJS. */
  code: string;
  /** The module's own, which its code reads from `actions.secrets`. */
  secrets: Record<string, string>;
  layer: Layer;
}

/** One version of an Action as it was deployed. */
export interface DeployedAction {
  id: string;
  name: string;
  /** CommonJS. */
  code: string;
  secrets: Record<string, string>;
  layer: Layer;
  modules: LoadedModule[];
  /** A new deployment has a new one, and starts from a cold instance. */
  versionId: string;
}
