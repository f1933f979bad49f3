import type { Layer } from "./build";

/** One version of an Action as it was deployed. */
export interface DeployedAction {
  id: string;
  name: string;
  /** CommonJS. */
  code: string;
  secrets: Record<string, string>;
  layer: Layer;
  /** A new deployment has a new one, and starts from a cold instance. */
  versionId: string;
}
