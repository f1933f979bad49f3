import { CommandError, run } from "./command";

/** Terraform or OpenTofu, as installed on this machine. */
export interface Engine {
  /** The name or path that starts the engine. */
  binary: string;
  /** For example "1.11.4". */
  version: string;
  /** The operating system and processor, in the form that providers are named for, for example "linux_amd64". */
  platform: string;
}

/** The first version that supports write-only arguments, which the construct uses. */
const MINIMUM_VERSION = "1.11";

const INSTALL = `install Terraform or OpenTofu, ${MINIMUM_VERSION} or newer; "npm run test:unit" runs without them`;

/**
 * Finds the engine that `TERRAFORM_BINARY_NAME` names, a variable that cdktf reads too; otherwise `terraform`, otherwise `tofu`.
 *
 * @throws Error if there is none, if it is older than 1.11, or if it does not answer as Terraform does
 */
export async function findEngine(environment: NodeJS.ProcessEnv = process.env): Promise<Engine> {
  const named = environment.TERRAFORM_BINARY_NAME;
  for (const binary of named ? [named] : ["terraform", "tofu"]) {
    const engine = await askVersion(binary, environment);
    if (engine) return engine;
  }
  throw new Error(
    named
      ? `TERRAFORM_BINARY_NAME names "${named}", which is not on PATH: correct it, or unset it and ${INSTALL}`
      : `neither terraform nor tofu is on PATH: ${INSTALL}`,
  );
}

/** Undefined if the binary is not on PATH. */
export async function askVersion(binary: string, environment: NodeJS.ProcessEnv): Promise<Engine | undefined> {
  try {
    const { stdout } = await run(binary, ["version", "-json"], {
      env: { ...environment, CHECKPOINT_DISABLE: "1" },
    });
    return parseEngine(binary, stdout);
  } catch (error) {
    if (error instanceof CommandError && error.notFound) return undefined;
    throw error;
  }
}

/** Reads what `version -json` prints; OpenTofu uses Terraform's field names. */
export function parseEngine(binary: string, output: string): Engine {
  const { terraform_version: version, platform } = parseObject(binary, output);
  if (typeof version !== "string" || typeof platform !== "string") {
    throw new Error(`"${binary} version -json" printed no terraform_version or no platform: ${output.trim()}`);
  }
  if (isOlder(version, MINIMUM_VERSION)) throw new Error(`${binary} ${version} is too old: ${INSTALL}`);
  return { binary, version, platform };
}

function parseObject(binary: string, output: string): Record<string, unknown> {
  // OpenTofu prints warnings about the user's CLI configuration before the object, on the same stream.
  const json = output.slice(output.indexOf("{"));
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch {
    throw new Error(`"${binary} version -json" printed something other than JSON: ${output.trim()}`);
  }
}

function isOlder(version: string, minimum: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [minimumMajor = 0, minimumMinor = 0] = minimum.split(".").map(Number);
  return major < minimumMajor || (major === minimumMajor && minor < minimumMinor);
}
