/** A package that an Action declares. */
export interface Dependency {
  name: string;
  /** One exact version, such as `7.1.0`. */
  version: string;
}

/** Why an Action cannot be deployed. The message names the dependency, its version, and what to do about it. */
export class BuildFailure extends Error {
  override readonly name = "BuildFailure";
}
