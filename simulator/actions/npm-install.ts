import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { BuildFailure, type Dependency } from "./dependency";

/** How many lines of npm's explanation are worth repeating. */
const EXPLANATION_LINES = 3;

/**
 * Installs a package and returns its folder. Each version has a folder of its own in the user's cache, where a later run finds
 * it again. Install scripts do not run: Auth0 has no native modules either.
 *
 * @throws BuildFailure
 */
export async function install({ name, version }: Dependency): Promise<string> {
  const layers = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), ".cache"), "auth0-simulator", "layers");
  const layer = path.join(layers, `${name.replace("/", "+")}@${version}`);
  if (!existsSync(layer)) {
    await mkdir(layers, { recursive: true });
    const unfinished = await mkdtemp(path.join(layers, ".unfinished-"));
    try {
      await npmInstall({ name, version }, unfinished);
      await moveInto(layer, unfinished);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }
  return path.join(layer, "node_modules", name);
}

async function npmInstall({ name, version }: Dependency, folder: string): Promise<void> {
  const options = ["--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"];
  try {
    await promisify(execFile)("npm", ["install", ...options, `${name}@${version}`]);
  } catch (error) {
    throw new BuildFailure(`dependency "${name}" ${version} could not be installed: ${explanation(error)}`);
  }
}

/** Another process may have installed the same version meanwhile; its folder is as good. */
async function moveInto(layer: string, unfinished: string): Promise<void> {
  try {
    await rename(unfinished, layer);
  } catch (error) {
    if (!existsSync(layer)) throw error;
  }
}

function explanation(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = (stderr || message)
    .split("\n")
    .map((line) => line.replace(/^npm error\s*/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("A complete log"));
  return lines.slice(0, EXPLANATION_LINES).join("; ");
}
