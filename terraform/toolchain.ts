import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Engine, findEngine } from "./engine";
import { PROVIDER, readPin } from "./pin";
import { ensureProvider } from "./provider";

const CACHE = path.join(__dirname, "..", ".cache", "terraform");
const CLI_CONFIG = "cli-config.tfrc";

/** Terraform and the Auth0 provider, ready for use without a registry. */
export interface TerraformToolchain {
  engine: Engine;
  /** The version of auth0/auth0 that every stack gets, for example "1.54.1". */
  providerVersion: string;
  /** The variables to add to the environment of Terraform and `cdktf`, so that they use this engine and this provider. */
  environment: Record<string, string>;
}

/**
 * Finds Terraform and gets the pinned Auth0 provider. The provider comes from the registry if that can be reached; otherwise it is
 * built with Go, which takes about a minute. Later calls find it in `.cache/`. For tests, `AUTH0_PROVIDER_VERSION` names a version
 * other than the pinned one, which only a registry can provide.
 *
 * @param options.onProgress called with a line about each thing that takes time
 * @throws Error that says what to install if there is no Terraform, or neither a registry nor Go; or if the version is malformed
 */
export async function prepareTerraform(
  options: { onProgress?: (line: string) => void } = {},
): Promise<TerraformToolchain> {
  const { onProgress = () => {} } = options;
  const engine = await findEngine();
  const pin = await readPin(PROVIDER);
  const version = process.env.AUTH0_PROVIDER_VERSION || pin.version;
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error(`AUTH0_PROVIDER_VERSION must be one version, such as ${pin.version}, got: "${version}"`);
  }
  // Each version has a mirror of its own, because Terraform takes the newest version in a mirror.
  const folder = version === pin.version ? CACHE : path.join(CACHE, version);
  const mirror = path.join(folder, "providers");
  await mkdir(mirror, { recursive: true });
  const environment = { ...process.env, CHECKPOINT_DISABLE: "1" };
  await ensureProvider({ engine, version, pin, mirror, environment, onProgress });

  return {
    engine,
    providerVersion: version,
    environment: {
      TERRAFORM_BINARY_NAME: engine.binary,
      TF_CLI_CONFIG_FILE: await writeCliConfig(folder, mirror),
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
    },
  };
}

/** The CLI configuration file that makes Terraform take the provider from `.cache/`; undefined if it has not been prepared yet. */
export function preparedCliConfig(): string | undefined {
  const file = path.join(CACHE, CLI_CONFIG);
  return existsSync(file) ? file : undefined;
}

async function writeCliConfig(folder: string, mirror: string): Promise<string> {
  const file = path.join(folder, CLI_CONFIG);
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, cliConfig(mirror, await readdir(mirror)));
  await rename(draft, file);
  return file;
}

/**
 * Terraform's CLI configuration: auth0/auth0 comes only from the mirror, other providers come from where they usually do. So does
 * auth0/auth0 for an engine whose registry the mirror does not stand in for: OpenTofu's is another than Terraform's.
 */
export function cliConfig(mirror: string, registries: string[]): string {
  const addresses = JSON.stringify(registries.map((registry) => `${registry}/auth0/auth0`));
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ${addresses}
  }
  direct {
    exclude = ${addresses}
  }
}
`;
}
