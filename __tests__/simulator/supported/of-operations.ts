import type { Evidence } from "../../../simulator/evidence";
import type { ServedOperation } from "../specification/served-operations";
import type { Operation, Schema, Specification } from "../specification/specification";
import type { Part } from "./supported-in-markdown";

/** The operations of the specification, and those that are served besides. */
export function operationsOf(
  specification: Specification,
  served: ServedOperation[],
  evidence: Record<string, Evidence>,
): Part[] {
  const specified = Object.entries(specification.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );
  const servedAs = new Map(served.map((operation) => [nameless(operation.operation), operation]));
  const known = new Set(specified.map(({ name }) => nameless(name)));
  const parts = [
    ...specified.map(({ name, operation }) => {
      const takes = servedAs.get(nameless(name));
      return part(name, takes !== undefined, {
        isTested: true,
        evidence: evidence[name] ?? {},
        ...(takes && { refused: refusedOf(operation, takes, specification) }),
      });
    }),
    ...served
      .filter(({ operation }) => !known.has(nameless(operation)))
      .map(({ operation }) => part(operation, true, { evidence: evidence[operation] ?? {} })),
  ];
  return parts.sort((one, other) => pathOf(one).localeCompare(pathOf(other)));
}

function part(name: string, isSupported: boolean, rest: Omit<Part, "name" | "isSupported" | "support">): Part {
  return { name, isSupported, support: isSupported ? "supported" : "501", ...rest };
}

/** By path, and of a path by method. */
function pathOf({ name }: Part): string {
  return name.split(" ").reverse().join(" ");
}

/** What a parameter of a path is called makes no other operation. */
export function nameless(operation: string): string {
  return operation.replaceAll(/\{\w+\}/g, "{}");
}

/** What the specification knows of query and body, and the simulator does not take. */
function refusedOf(
  { parameters, requestBody }: Operation,
  { query, body = [] }: ServedOperation,
  { components }: Specification,
): string[] {
  const inQuery = parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
  const schema = requestBody?.content["application/json"]?.schema;
  return [
    ...inQuery.filter((name) => !query.includes(name)),
    ...Object.keys(resolved(schema, components.schemas).properties ?? {}).filter((name) => !body.includes(name)),
  ];
}

function resolved(schema: Schema = {}, schemas: Record<string, Schema>): Schema {
  return schema.$ref === undefined ? schema : (schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {});
}
