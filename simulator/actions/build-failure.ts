/** Why an Action cannot be deployed. The message names the dependency, its version, and what to do about it. */
export class BuildFailure extends Error {
  override readonly name = "BuildFailure";
}
