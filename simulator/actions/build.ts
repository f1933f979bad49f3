import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { BuildFailure, type Dependency } from "./dependency";
import { install } from "./npm-install";

/** What a deployed Action may require, besides what Node has built in. */
export interface Layer {
  /** Package name to the folder that holds exactly the declared version. */
  modules: Record<string, string>;
}

const PACKAGE_NAME = /^(@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*$/i;
const EXACT_VERSION = /^\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/;

/**
 * Resolves the declared dependencies at exactly the declared versions: a package that is installed where the simulator runs
 * is taken from there, any other is installed with npm and kept for the next time.
 *
 * @throws BuildFailure
 */
export async function buildLayer(dependencies: readonly Dependency[]): Promise<Layer> {
  dependencies.forEach(requireExact);
  const modules = await Promise.all(
    dependencies.map(async (dependency) => [dependency.name, installed(dependency) ?? (await install(dependency))]),
  );
  return { modules: Object.fromEntries(modules) as Layer["modules"] };
}

function requireExact({ name, version }: Dependency): void {
  if (!PACKAGE_NAME.test(name)) {
    throw new BuildFailure(`dependency "${name}" is not the name of an npm package: write one such as "auth0"`);
  }
  if (!EXACT_VERSION.test(version)) {
    throw new BuildFailure(
      `dependency "${name}" has the version "${version}", which is not one exact version: ` +
        `write one such as "7.1.0" (\`npm view ${name} version\` prints the newest)`,
    );
  }
}

/** Reads the file instead of resolving it, because the `exports` of many a package hide its package.json. */
function installed({ name, version }: Dependency): string | undefined {
  return ancestors(__dirname)
    .map((folder) => path.join(folder, "node_modules", name))
    .find((folder) => versionIn(folder) === version);
}

function ancestors(folder: string): string[] {
  return path.dirname(folder) === folder ? [folder] : [folder, ...ancestors(path.dirname(folder))];
}

function versionIn(folder: string): string | undefined {
  const manifest = path.join(folder, "package.json");
  if (!existsSync(manifest)) return undefined;
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version?: string }).version;
}
