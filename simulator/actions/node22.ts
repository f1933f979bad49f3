import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * The Node 22 binary, since that is the runtime that Auth0 gives an Action: this very process if it is one, else the
 * npm package `node`.
 *
 * @throws Error if there is none
 */
export function node22(): string {
  if (isNode22(process.versions.node)) return process.execPath;
  const here = `this process is Node ${process.versions.node}`;
  const remedy = "run `npm install --save-dev node@22`, or start the simulator with Node 22";
  const manifest = packagedNode();
  if (manifest === undefined) throw new Error(`no Node 22 to run Actions on: ${here}; ${remedy}`);
  const { version, bin } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string; bin: { node: string } };
  if (!isNode22(version)) {
    throw new Error(`no Node 22 to run Actions on: ${here} and the npm package node is ${version}; ${remedy}`);
  }
  return path.join(path.dirname(manifest), bin.node);
}

function isNode22(version: string): boolean {
  return version.startsWith("22.");
}

function packagedNode(): string | undefined {
  try {
    return require.resolve("node/package.json");
  } catch {
    return undefined;
  }
}
