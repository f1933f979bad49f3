import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { askVersion } from "./engine";
import { goBuild } from "./go-build";
import { OPENTOFU, type Pin } from "./pin";

export interface OpenTofuRequest {
  pin: Pin;
  /** The folder in which a build is kept. */
  cache: string;
  environment: NodeJS.ProcessEnv;
  onProgress: (line: string) => void;
}

/**
 * Finds the pinned OpenTofu: `tofu` on PATH if it has the pinned version, otherwise the one in the cache, which is built with Go
 * first if necessary.
 *
 * @returns the name or path that starts it, for `TERRAFORM_BINARY_NAME`
 * @throws Error if Go is missing, if the build fails, or if the built program reports another version
 */
export async function ensureOpenTofu(request: OpenTofuRequest): Promise<string> {
  const { pin, cache, environment } = request;
  const installed = await askVersion("tofu", environment);
  if (installed?.version === pin.version) return installed.binary;

  const binary = path.join(cache, pin.version, process.platform === "win32" ? "tofu.exe" : "tofu");
  if (!existsSync(binary)) await build(request, binary);
  return binary;
}

async function build({ pin, cache, environment, onProgress }: OpenTofuRequest, binary: string): Promise<void> {
  onProgress(
    `OpenTofu ${pin.version} is not on PATH; building it from source with Go, which takes some minutes the first time`,
  );
  await mkdir(path.dirname(binary), { recursive: true });
  const staging = await mkdtemp(path.join(cache, "staging-"));
  try {
    const output = path.join(staging, path.basename(binary));
    // Without this, the program calls itself a development version.
    const variables = ["github.com/opentofu/opentofu/version.dev=no"];
    await goBuild({ program: OPENTOFU, pin, output, variables, environment, onProgress });
    const built = await askVersion(output, environment);
    if (built?.version !== pin.version) {
      throw new Error(
        `terraform/pins/opentofu/go.mod pins ${pin.version}, but the program that Go built from it says it is ${built?.version}`,
      );
    }
    await rename(output, binary);
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(`OpenTofu ${pin.version} can neither be found on PATH nor built from source: ${reason}`, {
      cause: error,
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
