import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  ConstructsMakerProviderTarget,
  Language,
  type Provider,
  type ProviderSchema,
  type Schema,
  TerraformProviderConstraint,
} from "@cdktf/commons";
// This is not imported from the package's root, which requires jsii-pacmak although the package does not declare it.
import type { ResourceModel } from "@cdktf/provider-generator/lib/get/generator/models";
import { TerraformProviderGenerator } from "@cdktf/provider-generator/lib/get/generator/provider-generator";
import { ResourceParser } from "@cdktf/provider-generator/lib/get/generator/resource-parser";
import { CodeMaker } from "codemaker";
import { REQUIRED_PROVIDER } from "../contract/pins";
import { descriptionsOf, withComments } from "./binding-comments";
import { withLazyReferences } from "./lazy-references";
import { requiringProvider } from "./requirement";
import { Terraform } from "./terraform";
import type { TerraformToolchain } from "./toolchain";

const RESOURCES = [
  "auth0_action",
  "auth0_client",
  "auth0_client_credentials",
  "auth0_client_grant",
  "auth0_trigger_action",
  "auth0_trigger_actions",
];
const DATA_SOURCES = ["auth0_client_grants", "auth0_tenant"];

/** A provider's address in Terraform, such as `registry.example.com/auth0/auth0`. */
type Address = Parameters<ResourceParser["parse"]>[0];

/** Reads the schema from the pinned provider itself. */
export async function readProviderSchema(toolchain: TerraformToolchain): Promise<ProviderSchema> {
  return requiringProvider(toolchain.providerVersion, async (folder) => {
    const terraform = new Terraform(toolchain, folder);
    await terraform.init();
    return terraform.providersSchema();
  });
}

/**
 * Writes the cdktf classes for the provider and for the resources that this project uses, as `<folder>/<resource>/index.ts`.
 *
 * @param schema what `terraform providers schema -json` prints if auth0/auth0 is the only provider
 * @param version the provider's version, for the links to its documentation
 * @returns the paths written, relative to `folder`, sorted
 * @throws Error if the schema lacks a resource or data source that this project uses
 */
export async function generateBindings(schema: ProviderSchema, version: string, folder: string): Promise<string[]> {
  const [address, provider] = Object.entries(schema.provider_schemas ?? {})[0] ?? [];
  if (address === undefined || provider === undefined) throw new Error("the schema has no provider in it");

  const used = {
    ...provider,
    resource_schemas: pick(provider.resource_schemas, RESOURCES),
    data_source_schemas: pick(provider.data_source_schemas, DATA_SOURCES),
  };
  const code = new CodeMaker();
  // The schema omits the provider's version (`provider_versions`) on purpose: if cdktf knew it, a stack would require exactly
  // that version, and the constraint would be ignored.
  const generator = new TerraformProviderGenerator(code, { provider_schemas: { [address]: used } });
  const constraint = new TerraformProviderConstraint(`${address}@${REQUIRED_PROVIDER}`);
  const target = new ConstructsMakerProviderTarget(constraint, Language.TYPESCRIPT);
  generator.generate(target);

  const descriptions = descriptionsOf(parsed(address as Address, used, target));

  const files = await classFiles(code);
  for (const [file, text] of files) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    const commented = ofNoRegistry(withComments(text, descriptions), version);
    await writeFile(path.join(folder, file), withLazyReferences(withOverrides(commented)));
  }
  return files.map(([file]) => file).sort();
}

/** What cdktf's generator reads out of the schema, in its order: the names of the classes depend on it. */
function parsed(address: Address, provider: Provider, target: ConstructsMakerProviderTarget): ResourceModel[] {
  const parser = new ResourceParser();
  const parse = (type: string, schema: Schema, kind: string) => parser.parse(address, type, schema, kind, target);
  return [
    ...Object.entries(provider.resource_schemas).map(([type, schema]) => parse(type, schema, "resource")),
    ...Object.entries(provider.data_source_schemas).map(([type, schema]) =>
      parse(`data_${type}`, schema, "data_source"),
    ),
    parse("provider", provider.provider, "provider"),
  ];
}

function pick<T>(schemas: Record<string, T>, names: string[]): Record<string, T> {
  return Object.fromEntries(
    names.map((name) => {
      const schema = schemas[name];
      if (schema === undefined) throw new Error(`the provider's schema has no ${name}`);
      return [name, schema];
    }),
  );
}

/** Each `<resource>/index.ts`, without the READMEs and without the indexes, which would load every class to use one. */
async function classFiles(code: CodeMaker): Promise<[file: string, text: string][]> {
  const folder = await mkdtemp(path.join(tmpdir(), "auth0-bindings-"));
  try {
    const saved = await code.save(folder);
    const files = saved.map((file) => path.relative(path.join(folder, "providers", "auth0"), file));
    return await Promise.all(
      files
        .filter((file) => path.basename(file) === "index.ts" && path.dirname(file) !== ".")
        .map(async (file): Promise<[string, string]> => [
          file,
          await readFile(path.join(folder, "providers", "auth0", file), "utf8"),
        ]),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Terraform and OpenTofu each name the provider by their own registry's host. The short source leaves that choice to the engine
 * that runs the stack, and gives the same classes with both. The links then lead to the documentation in the provider's repository.
 */
function ofNoRegistry(text: string, version: string): string {
  const documentation = `https://github.com/auth0/terraform-provider-auth0/blob/v${version}/docs`;
  return text
    .replaceAll(/'[^'/\s]+\/auth0\/auth0'/g, "'auth0/auth0'")
    .replaceAll(
      /https:\/\/[^/\s]+\/providers\/auth0\/auth0\/latest\/docs(\/[\w/-]+)?/g,
      (_link, page: string = "/index") => `${documentation}${page}.md`,
    )
    .replaceAll("Docs at Terraform Registry:", "Documentation:");
}

/** Adds `override` where a class overrides, as this project's compiler settings (`noImplicitOverride`) require. */
function withOverrides(text: string): string {
  return text
    .replaceAll(/^ {2}(public|protected) (?=[gs]et alias\(|synthesize(Hcl)?Attributes\()/gm, "  $1 override ")
    .replaceAll(/^ {2}constructor\(protected terraformResource: .*/gm, (line) =>
      line.replaceAll("protected ", "protected override "),
    );
}
