import { readFile } from "node:fs/promises";
import path from "node:path";

const PINS = path.join(__dirname, "pins");

/** A Go program that a Go module in this repository pins, together with the checksums of everything it consists of. */
export interface PinnedProgram {
  /** The folder of the pinning module, in `terraform/pins/`. */
  folder: string;
  /** The Go module that contains the program. */
  module: string;
  /** The program's Go package. */
  package: string;
}

export const PROVIDER: PinnedProgram = {
  folder: "provider",
  module: "github.com/auth0/terraform-provider-auth0",
  package: "github.com/auth0/terraform-provider-auth0",
};

export const OPENTOFU: PinnedProgram = {
  folder: "opentofu",
  module: "github.com/opentofu/opentofu",
  package: "github.com/opentofu/opentofu/cmd/tofu",
};

/** What a program's `go.mod` pins. */
export interface Pin {
  /** The program's own version, for example "1.54.1". */
  version: string;
  /** The oldest Go that builds it, for example "1.25.8". */
  goVersion: string;
}

export async function readPin(program: PinnedProgram): Promise<Pin> {
  return parsePin(await readFile(path.join(moduleFolder(program), "go.mod"), "utf8"), program);
}

export function moduleFolder({ folder }: PinnedProgram): string {
  return path.join(PINS, folder);
}

/** @throws Error if the text does not require the program's module, or names no Go version */
export function parsePin(goMod: string, { folder, module }: PinnedProgram): Pin {
  const version = new RegExp(`^(?:require )?\\s*${module} v(\\S+)`, "m").exec(goMod)?.[1];
  const goVersion = /^go (\S+)/m.exec(goMod)?.[1];
  if (!version) throw new Error(`terraform/pins/${folder}/go.mod requires no ${module}`);
  if (!goVersion) throw new Error(`terraform/pins/${folder}/go.mod has no "go" line`);
  return { version, goVersion };
}
