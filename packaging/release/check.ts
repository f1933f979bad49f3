/**
 * Refuses to release a package that is not ready and lists everything that is missing: tsx check.ts FOLDER, where the folder is
 * "." or "simulator". npm runs this before it publishes.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type ReleaseFacts, releaseProblems } from "./release-problems";

/** Where the packages are, and what their tags begin with. */
const TAG_PREFIXES: Readonly<Record<string, string>> = { ".": "v", simulator: "simulator-v" };

const [folder = ""] = process.argv.slice(2);
const tagPrefix = TAG_PREFIXES[folder];
if (tagPrefix === undefined) {
  throw new Error(`the folder must be one of ${Object.keys(TAG_PREFIXES).join(", ")}, got: "${folder}"`);
}
const cwd = path.join(__dirname, "..", "..", folder);

function printed(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd, encoding: "utf8" }).trim();
}

const problems = releaseProblems({
  manifest: JSON.parse(readFileSync(path.join(cwd, "package.json"), "utf8")) as ReleaseFacts["manifest"],
  latestRelease: printed("npx", "changelog", "--latest-release"),
  tagPrefix,
  tag: printed("git", "tag", "--points-at", "HEAD", "--list", `${tagPrefix}*`),
});
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
