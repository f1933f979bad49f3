import type { ProviderSchema } from "@cdktf/commons";

export type Provider = NonNullable<ProviderSchema["provider_schemas"]>[string];
type Block = Provider["resource_schemas"][string]["block"];

/** To the path of each attribute, such as "auth0_action.secrets_wo", what a schema says of it. */
export type Attributes = Readonly<Record<string, string>>;

/** The attributes of a provider's resources and, with the prefix "data.", of its data sources. */
export function attributesOf({ resource_schemas, data_source_schemas }: Provider): Attributes {
  return Object.fromEntries([
    ...Object.entries(resource_schemas).flatMap(([type, { block }]) => inBlock(type, block)),
    ...Object.entries(data_source_schemas).flatMap(([type, { block }]) => inBlock(`data.${type}`, block)),
  ]);
}

function inBlock(path: string, { attributes = {}, block_types = {} }: Block): [path: string, meaning: string][] {
  return [
    ...Object.entries(attributes).map(([name, attribute]): [string, string] => [
      `${path}.${name}`,
      meaningOf(attribute),
    ]),
    ...Object.entries(block_types).flatMap(([name, { nesting_mode, block }]): [string, string][] => [
      [`${path}.${name}`, `${nesting_mode} of blocks`],
      ...inBlock(`${path}.${name}`, block),
    ]),
  ];
}

/** Its type, and of what else the schema says that which is true of it, such as "required" and "write_only". */
function meaningOf(attribute: object): string {
  const { type, ...rest } = attribute as Record<string, unknown>;
  const flags = Object.keys(rest).filter((name) => rest[name] === true);
  return [typeof type === "string" ? type : JSON.stringify(type), ...flags.sort()].join(", ");
}

/** The attributes and blocks that a synthesized stack sets or reads, of all that it has of a provider's. */
export function attributesIn(stack: Synthesized): string[] {
  const set = Object.entries({ ...stack.resource, ...prefixed(stack.data) }).flatMap(([type, named]) =>
    Object.values(named).flatMap((body) => setIn(type, body)),
  );
  const read = [...JSON.stringify(stack).matchAll(/\b((?:data\.)?auth0_\w+)\.\w+\.(\w+)/g)].map(
    ([, type, name]) => `${type}.${name}`,
  );
  return [...new Set([...set, ...read])].filter((path) => /^(data\.)?auth0_/.test(path)).sort();
}

/** The parts in use of what cdktf synthesizes. */
export interface Synthesized {
  readonly resource: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly data?: Synthesized["resource"];
}

/** What every resource may have, whatever its provider. */
const META_ARGUMENTS = new Set(["depends_on", "lifecycle", "provider"]);

function setIn(path: string, body: object): string[] {
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) => {
    if (META_ARGUMENTS.has(name)) return [];
    const inner = `${path}.${name}`;
    const blocks = (Array.isArray(value) ? value : [value]).filter(
      (block) => typeof block === "object" && block !== null,
    );
    return [inner, ...blocks.flatMap((block: object) => setIn(inner, block))];
  });
}

function prefixed(data: Synthesized["resource"] = {}): Synthesized["resource"] {
  return Object.fromEntries(Object.entries(data).map(([type, named]) => [`data.${type}`, named]));
}
