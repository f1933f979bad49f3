/** Refuses a release that is not ready and lists everything that is missing. npm runs this before it publishes. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type ReleaseFacts, releaseProblems } from "./release-problems";

const PROJECT = path.join(__dirname, "..", "..");

function printed(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: PROJECT, encoding: "utf8" }).trim();
}

const problems = releaseProblems({
  manifest: JSON.parse(readFileSync(path.join(PROJECT, "package.json"), "utf8")) as ReleaseFacts["manifest"],
  latestRelease: printed("npx", "changelog", "--latest-release"),
  tag: printed("git", "tag", "--points-at", "HEAD", "--list", "v*"),
});
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
