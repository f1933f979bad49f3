import { execFileSync } from "node:child_process";

/** Before any test: the Action's text as `action-src/` says it now. */
export default function buildAction(): void {
  execFileSync("npm", ["run", "--silent", "build:action"], { stdio: "inherit" });
}
