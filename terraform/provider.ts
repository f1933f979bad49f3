import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { CommandError, run } from "./command";
import type { Engine } from "./engine";
import { goBuild } from "./go-build";
import { type Pin, PROVIDER } from "./pin";
import { requiringProvider } from "./requirement";

/** How long the registry may take, including the download, before the provider is built from source instead. In milliseconds. */
const REGISTRY_TIME_LIMIT = 60_000;

export interface ProviderRequest {
  engine: Engine;
  /** For example "1.54.1". */
  version: string;
  /** The only version that can be built if no registry provides it. */
  pin: Pin;
  /** The folder from which Terraform takes providers: a "filesystem mirror". */
  mirror: string;
  environment: NodeJS.ProcessEnv;
  onProgress: (line: string) => void;
}

/**
 * Makes sure that the provider is in the mirror. If it is not there yet, it comes from the registry or is built with Go.
 * Two processes may do this at the same time; the first to finish wins.
 *
 * @throws Error if the registry cannot be reached and Go is missing, the build fails, or the version is not the pinned one
 */
export async function ensureProvider(request: ProviderRequest): Promise<void> {
  const folder = mirrorFolder(request.mirror, await providerAddress(request), request);
  if (existsSync(folder)) return;

  await mkdir(path.dirname(folder), { recursive: true });
  // The staging folder is beside the mirror, because Terraform must not see an incomplete provider.
  const staging = await mkdtemp(`${request.mirror}-staging-`);
  try {
    const registryFailure = await download(request, staging);
    if (registryFailure) await build(request, staging, registryFailure);
    await moveUnlessThere(staging, folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** The folder of an unpacked provider in a filesystem mirror. */
function mirrorFolder(mirror: string, address: string, { engine, version }: ProviderRequest): string {
  return path.join(mirror, ...address.split("/"), version, engine.platform);
}

/** The provider's full address, `<host>/auth0/auth0`. Each engine has a registry of its own, so this asks the engine. */
async function providerAddress({ engine, version, environment }: ProviderRequest): Promise<string> {
  return requiringProvider(version, async (cwd) => {
    const { stdout } = await run(engine.binary, ["providers"], { cwd, env: environment });
    return parseProviderAddress(stdout);
  });
}

/** Finds `provider[<host>/auth0/auth0]` in what `terraform providers` prints. */
export function parseProviderAddress(output: string): string {
  const address = /provider\[([^\]\s]+\/auth0\/auth0)\]/.exec(output)?.[1];
  if (!address) throw new Error(`"terraform providers" did not name the address of auth0/auth0: ${output.trim()}`);
  return address;
}

/** Makes the engine install the provider according to the user's own configuration. Returns the error if that fails. */
async function download(request: ProviderRequest, staging: string): Promise<CommandError | undefined> {
  const { engine, version, environment, onProgress } = request;
  onProgress(`asking the registry for auth0/auth0 ${version}`);
  return requiringProvider(version, async (cwd) => {
    try {
      const init = ["init", "-backend=false", "-input=false", "-no-color"];
      await run(engine.binary, init, { cwd, env: environment, timeout: REGISTRY_TIME_LIMIT });
    } catch (error) {
      if (error instanceof CommandError) return error;
      throw error;
    }
    const address = await providerAddress(request);
    const installed = mirrorFolder(path.join(cwd, ".terraform", "providers"), address, request);
    await cp(installed, staging, { recursive: true, dereference: true });
    return undefined;
  });
}

async function build(request: ProviderRequest, staging: string, registryFailure: CommandError): Promise<void> {
  const { engine, version, pin, environment, onProgress } = request;
  if (version !== pin.version) {
    throw new Error(
      `auth0/auth0 ${version} can only be installed from a registry; only ${pin.version} can be built\n` +
        `installing it failed: ${registryFailure.message}`,
      { cause: registryFailure },
    );
  }
  onProgress("no registry provides it; building it from source with Go, which takes about a minute the first time");
  const extension = engine.platform.startsWith("windows") ? ".exe" : "";
  const output = path.join(staging, `terraform-provider-auth0_v${version}${extension}`);
  try {
    await goBuild({ program: PROVIDER, pin, output, environment, onProgress });
  } catch (error) {
    throw new Error(
      `auth0/auth0 ${version} can neither be installed from a registry nor built from source\n` +
        `building it failed: ${(error as Error).message}\ninstalling it failed: ${registryFailure.message}`,
      { cause: error },
    );
  }
}

async function moveUnlessThere(staging: string, folder: string): Promise<void> {
  try {
    await rename(staging, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}
