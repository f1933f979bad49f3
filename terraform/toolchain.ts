import { randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Engine, findEngine } from "./engine";
import { PROVIDER, readPin } from "./pin";
import { ensureProvider } from "./provider";

const CACHE = path.join(__dirname, "..", ".cache", "terraform");

/** Terraform and the Auth0 provider, ready for use without a registry. */
export interface TerraformToolchain {
  engine: Engine;
  /** Version of auth0/auth0 that every stack gets, for example "1.54.1". */
  providerVersion: string;
  /** What to add to the environment of Terraform, and of `cdktf`, so that they use this engine and this provider. */
  environment: Record<string, string>;
}

/**
 * Finds Terraform and gets the pinned Auth0 provider: from the registry where it can be reached, else built with Go, which
 * takes about a minute. Later calls find it in `.cache/`.
 *
 * @param options.onProgress hears what is going on while it takes time, a line each
 * @throws Error with what to install if there is no Terraform, or neither a registry nor Go
 */
export async function prepareTerraform(
  options: { onProgress?: (line: string) => void } = {},
): Promise<TerraformToolchain> {
  const { onProgress = () => {} } = options;
  const engine = await findEngine();
  const pin = await readPin(PROVIDER);
  const mirror = path.join(CACHE, "providers");
  await mkdir(mirror, { recursive: true });
  await ensureProvider({ engine, pin, mirror, environment: { ...process.env, CHECKPOINT_DISABLE: "1" }, onProgress });

  return {
    engine,
    providerVersion: pin.version,
    environment: {
      TERRAFORM_BINARY_NAME: engine.binary,
      TF_CLI_CONFIG_FILE: await writeCliConfig(mirror),
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
    },
  };
}

async function writeCliConfig(mirror: string): Promise<string> {
  const file = path.join(CACHE, "cli-config.tfrc");
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, cliConfig(mirror));
  await rename(draft, file);
  return file;
}

/** Terraform's CLI configuration: auth0/auth0 from the mirror and nowhere else, other providers as usual. */
export function cliConfig(mirror: string): string {
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ["auth0/auth0"]
  }
  direct {
    exclude = ["auth0/auth0"]
  }
}
`;
}
