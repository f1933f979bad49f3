import { readFile } from "node:fs/promises";
import path from "node:path";

/** The folder of the Go module that pins the provider and, by checksum, all it is made of. */
export const PROVIDER_MODULE = path.join(__dirname, "..", "..", "provider");

/** The Go package that is the provider. */
export const PROVIDER_PACKAGE = "github.com/auth0/terraform-provider-auth0";

/** What `provider/go.mod` pins. */
export interface Pin {
  /** Version of auth0/auth0, for example "1.54.1". */
  providerVersion: string;
  /** The oldest Go that builds it, for example "1.25.8". */
  goVersion: string;
}

export async function readPin(): Promise<Pin> {
  return parsePin(await readFile(path.join(PROVIDER_MODULE, "go.mod"), "utf8"));
}

/** @throws if the text does not require the Auth0 provider, or names no Go version */
export function parsePin(goMod: string): Pin {
  const providerVersion = new RegExp(`^(?:require )?\\s*${PROVIDER_PACKAGE} v(\\S+)`, "m").exec(goMod)?.[1];
  const goVersion = /^go (\S+)/m.exec(goMod)?.[1];
  if (!providerVersion) throw new Error(`provider/go.mod requires no ${PROVIDER_PACKAGE}`);
  if (!goVersion) throw new Error('provider/go.mod has no "go" line');
  return { providerVersion, goVersion };
}
