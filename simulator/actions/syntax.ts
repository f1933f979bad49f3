import { compileFunction } from "node:vm";
import { BuildFailure } from "./dependency";

/** @throws BuildFailure */
export function checkSyntax({ name, code }: { name: string; code: string }): void {
  try {
    compileFunction(code, ["module", "exports", "require"], { filename: `${name}.js` });
  } catch (error) {
    throw new BuildFailure(String(error));
  }
}
