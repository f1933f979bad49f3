import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { CommandError, run } from "./command";
import type { Engine } from "./engine";
import { goBuild } from "./go-build";
import { type Pin, PROVIDER } from "./pin";
import { requiringProvider } from "./requirement";

/** A registry that answers slower than this, download included, is given up for a build from source. In milliseconds. */
const REGISTRY_TIME_LIMIT = 60_000;

export interface ProviderRequest {
  engine: Engine;
  /** For example "1.54.1". */
  version: string;
  /** What can be built where no registry gives the version, if it is this one. */
  pin: Pin;
  /** The folder that Terraform takes providers from: a "filesystem mirror". */
  mirror: string;
  environment: NodeJS.ProcessEnv;
  onProgress: (line: string) => void;
}

/**
 * Makes sure that the provider is in the mirror: at once if it is, else from the registry, else built with Go.
 * Two processes may do this at the same time; the first to finish wins.
 *
 * @throws Error if the registry cannot be reached and Go is missing, the build fails, or the version is not the pinned one
 */
export async function ensureProvider(request: ProviderRequest): Promise<void> {
  const folder = mirrorFolder(request.mirror, await providerAddress(request), request);
  if (existsSync(folder)) return;

  await mkdir(path.dirname(folder), { recursive: true });
  // Beside the mirror, not in it: Terraform must not see a provider that is half there.
  const staging = await mkdtemp(`${request.mirror}-staging-`);
  try {
    const registryFailure = await download(request, staging);
    if (registryFailure) await build(request, staging, registryFailure);
    await moveUnlessThere(staging, folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Where an unpacked provider lies in a filesystem mirror. */
function mirrorFolder(mirror: string, address: string, { engine, version }: ProviderRequest): string {
  return path.join(mirror, ...address.split("/"), version, engine.platform);
}

/** The provider's whole address, `<host>/auth0/auth0`: each engine has a registry of its own, and this asks which. */
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

/** Has the engine install the provider as the user's own configuration says it does, and returns the error if it cannot. */
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
      `auth0/auth0 ${version} can only be installed from a registry; what can be built is ${pin.version}\n` +
        `to install it: ${registryFailure.message}`,
      { cause: registryFailure },
    );
  }
  onProgress("no registry gives it; building it from source with Go, which takes about a minute the first time");
  const extension = engine.platform.startsWith("windows") ? ".exe" : "";
  const output = path.join(staging, `terraform-provider-auth0_v${version}${extension}`);
  try {
    await goBuild({ program: PROVIDER, pin, output, environment, onProgress });
  } catch (error) {
    throw new Error(
      `auth0/auth0 ${version} can neither be installed from a registry nor built from source\n` +
        `to build it: ${(error as Error).message}\nto install it: ${registryFailure.message}`,
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
