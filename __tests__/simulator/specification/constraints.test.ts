import type { Schema } from "./specification";
import { readSpecification } from "./specification";
import { servedOperations } from "./served-operations";

/** What a value has to fit, besides its type. */
interface Constraints extends Schema {
  anyOf?: Constraints[];
  items?: Constraints;
  properties?: Record<string, Constraints>;
  required?: string[];
  additionalProperties?: unknown;
  enum?: (string | boolean | null)[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  pattern?: string;
}

const LOWER = ["minLength", "minimum", "minItems", "minProperties"] as const;
const UPPER = ["maxLength", "maximum", "maxItems", "maxProperties"] as const;

/** What the simulator takes although the specification does not allow it, and why. */
const TAKEN: [place: RegExp, why: string][] = [
  [/^\w+ \/clients(\/\{id\})?\.(addons|express_configuration|my_organization_configuration)\b/, "kept as they came"],
  [/^\w+ \/clients(\/\{id\})?\.(signed_request_object\.credentials|encryption_key)\b/, "kept as they came"],
  [/^\w+ \/clients(\/\{id\})?\.(custom_login_page|custom_login_page_preview|form_template)\b/, "no page is shown"],
  [/^PATCH \/tenants\/settings: minProperties/, "the provider sends a change of nothing"],
  [/^PATCH \/tenants\/settings\.enabled_locales\[\]/, "any language is one"],
  [/^PATCH \/tenants\/settings\.security_headers\b/, "kept as they came"],
  [/^PATCH \/tenants\/settings\.country_codes\.list\[\]/, "its pattern says how long they are"],
];

const specification = readSpecification();
const resolved = (schema: Constraints): Constraints => {
  const { $ref, anyOf, ...own } = schema;
  if ($ref !== undefined) return resolved(specification.components.schemas[$ref.split("/").at(-1)!] as Constraints);
  const [only, ...others] = (anyOf ?? []).filter(({ type }) => type !== "null");
  return only && others.length === 0 ? { ...own, ...resolved(only) } : { ...own, ...(anyOf && { anyOf }) };
};

/** Where ours takes a value that the specification does not allow. */
function looser(place: string, specified: Constraints, served: Constraints): string[] {
  const [allowed, ours] = [resolved(specified), resolved(served)];
  const found: string[] = [];
  const notAllowed = (what: string) => found.push(`${place}: ${what}`);
  const values = allowed.enum?.filter((value) => value !== null);
  const taken = ours.enum?.filter((value) => value !== null);
  if (values && !taken?.every((value) => values.includes(value))) notAllowed(`enum ${values.join(", ")}`);
  for (const bound of values ? [] : LOWER) {
    const least = allowed[bound] ?? 0;
    const atLeast = ours[bound] ?? (bound === "minProperties" ? ours.required?.length : undefined) ?? 0;
    if (atLeast < least) notAllowed(`${bound} ${least}`);
  }
  for (const bound of values ? [] : UPPER) {
    const most = allowed[bound] ?? Infinity;
    if ((ours[bound] ?? Infinity) > most) notAllowed(`${bound} ${most}`);
  }
  for (const name of allowed.required ?? []) {
    if (!ours.required?.includes(name)) notAllowed(`required ${name}`);
  }
  if (allowed.additionalProperties === false && ours.additionalProperties !== false) notAllowed("what is unknown");
  if (allowed.items) found.push(...looser(`${place}[]`, allowed.items, ours.items ?? {}));
  for (const [name, property] of Object.entries(allowed.properties ?? {})) {
    const inner = ours.properties?.[name];
    if (inner || ours.additionalProperties !== false) found.push(...looser(`${place}.${name}`, property, inner ?? {}));
  }
  return found;
}

test("no body is taken that the specification does not allow", async () => {
  const served = new Map((await servedOperations()).map((one) => [one.operation.replaceAll(/\{\w+\}/g, "{}"), one]));
  const found = Object.entries(specification.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { requestBody }]) => {
      const operation = `${method.toUpperCase()} ${path}`;
      const specified = requestBody?.content["application/json"]?.schema;
      const ours = served.get(operation.replaceAll(/\{\w+\}/g, "{}"))?.bodySchema;
      return specified && ours ? looser(operation, specified, ours) : [];
    }),
  );
  expect(found.filter((place) => !TAKEN.some(([excused]) => excused.test(place)))).toEqual([]);
  const unused = TAKEN.filter(([excused]) => !found.some((place) => excused.test(place)));
  expect(unused).toEqual([]);
});
