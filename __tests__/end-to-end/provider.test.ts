import { readFileSync } from "node:fs";
import path from "node:path";
import { TerraformStack, Testing } from "cdktf";
import * as constructs from "../../constructs";
import { Action } from "../../constructs/providers/auth0/action";
import { readProviderSchema } from "../../terraform/bindings";
import { prepareTerraform } from "../../terraform/toolchain";
import { type Attributes, attributesIn, attributesOf, type Provider, type Synthesized } from "./provider-attributes";
import { STACKS } from "./releases/stacks";

/** What the construct sets and reads, and what the schema that the bindings are made from says of it. */
const NEEDED = JSON.parse(readFileSync(path.join(__dirname, "provider-attributes.json"), "utf8")) as Attributes;

let provider: Provider;
beforeAll(async () => {
  const toolchain = await prepareTerraform({ onProgress: (line) => process.stderr.write(`${line}\n`) });
  const { provider_schemas } = await readProviderSchema(toolchain);
  [provider] = Object.values(provider_schemas!) as [Provider];
}, 600_000);

/** Of what the construct needs, all that the provider has; and what else it asks for there. */
function offered(by: Provider): Attributes {
  const around = new Set(Object.keys(NEEDED).flatMap((path) => [path, parentOf(path)]));
  const isAskedFor = (path: string, meaning: string) => around.has(parentOf(path)) && meaning.includes("required");
  const all = Object.entries(attributesOf(by));
  return Object.fromEntries(all.filter(([path, meaning]) => path in NEEDED || isAskedFor(path, meaning)));
}

const parentOf = (path: string) => path.slice(0, path.lastIndexOf("."));

test("the provider has what the construct needs of it, as the bindings know it", () => {
  expect(offered(provider)).toEqual(NEEDED);
});

test("that is what the construct sets and reads, whatever its credentials and binding", () => {
  const used = Object.values(STACKS).flatMap((build) => {
    const stack = new TerraformStack(Testing.app(), "stack");
    build({ constructs, Action }, stack);
    return attributesIn(JSON.parse(Testing.synth(stack)) as Synthesized);
  });
  expect([...new Set(used)].sort()).toEqual(Object.keys(NEEDED));
});

test.each<[string, (action: Block) => void]>([
  ["lacks an attribute", ({ attributes }) => delete attributes.secrets_wo_version],
  ["lacks a block", ({ block_types }) => delete block_types.secrets_wo],
  ["has another type", ({ attributes }) => (attributes.secrets_wo_version!.type = "string")],
  ["keeps in the state what was not kept", ({ block_types }) => delete inner(block_types).value!.write_only],
  ["asks for something new", ({ attributes }) => (attributes.surplus = { type: "string", required: true })],
  ["asks for what was optional", ({ attributes }) => Object.assign(attributes.runtime!, { required: true })],
])("a provider that %s is noticed", (_, change) => {
  const other = structuredClone(provider);
  change(other.resource_schemas.auth0_action!.block as unknown as Block);
  expect(offered(other)).not.toEqual(NEEDED);
});

type AttributesOfSchema = Record<string, Record<string, unknown>>;
interface Block {
  attributes: AttributesOfSchema;
  block_types: Record<string, { block: Block }>;
}
const inner = (blocks: Block["block_types"]) => blocks.secrets_wo!.block.attributes;
