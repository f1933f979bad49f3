import { type Field, type Group, isGiven, isPlainObject, type List } from "./fields";
import type { PolicyDocument } from "./policy";
import { POLICY } from "./policy-fields";

export interface PolicyReading {
  readonly policy: PolicyDocument;
  /** The paths of the values that cannot be used, such as "maxSessions" or "rules[0]". */
  readonly ignored: readonly string[];
}

/**
 * Reads a policy of any shape, and never throws. A value that cannot be used is replaced with its default. A rule that contains
 * such a value is ignored as a whole, so that it neither exempts nor limits anybody.
 *
 * @returns undefined if the value is not a policy at all
 */
export function readPolicy(value: unknown): PolicyReading | undefined {
  const given = value ?? {};
  if (!isPlainObject(given)) return undefined;
  const unknown = Object.keys(given).filter((name) => isGiven(given[name]) && !Object.hasOwn(POLICY.fields, name));
  const fields = Object.entries<Field>(POLICY.fields).map(([name, field]) => readField(name, field, given[name]));
  return {
    policy: Object.fromEntries(fields.map(({ name, usable }) => [name, usable])) as unknown as PolicyDocument,
    ignored: [...unknown, ...fields.flatMap(({ ignored }) => ignored)],
  };
}

function readField(name: string, field: Field, value: unknown): { name: string; usable: unknown; ignored: string[] } {
  const fallback = "default" in field ? field.default : undefined;
  if (!isGiven(value)) return { name, usable: fallback, ignored: [] };
  if (field.kind === "list" && Array.isArray(value)) return { name, ...readEach(name, field, value) };
  const usable = read(field, value);
  return { name, usable: usable ?? fallback, ignored: usable === undefined ? [name] : [] };
}

/** A rule that cannot be used leaves the others in force. */
function readEach(name: string, { of }: List, values: unknown[]): { usable: unknown[]; ignored: string[] } {
  const entries = values.map((value, index) => ({ index, value, usable: read(of, value) }));
  const useless = entries.filter(({ value, usable }) => isGiven(value) && usable === undefined);
  return {
    usable: entries.map(({ usable }) => usable).filter(isGiven),
    ignored: useless.map(({ index }) => `${name}[${index}]`),
  };
}

/** Undefined if the value cannot be used. An untyped Terraform variable holds numbers and booleans as strings. */
function read(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case "whole number":
      return value === field.or ? value : readWholeNumber(value, field.minimum, field.maximum);
    case "choice":
      return field.values.find((allowed) => allowed === value);
    case "text":
      return ["string", "number", "boolean"].includes(typeof value) && value !== "" ? String(value) : undefined;
    case "flag":
      return value === true || value === "true" ? true : value === false || value === "false" ? false : undefined;
    case "list":
      return readList(field, value);
    case "group":
      return readGroup(field, value);
  }
}

function readWholeNumber(value: unknown, minimum: number, maximum = Infinity): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (!Number.isSafeInteger(number)) return undefined;
  return (number as number) >= minimum && (number as number) <= maximum ? (number as number) : undefined;
}

function readList({ of, minimumLength }: List, value: unknown): unknown[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const usable = value.filter(isGiven).map((entry) => read(of, entry));
  return usable.every(isGiven) && usable.length >= minimumLength ? usable : undefined;
}

/** Reads the group as a whole or not at all, because half a rule would be a different rule. */
function readGroup({ fields, minimumFields, refinement }: Group, value: unknown): object | undefined {
  if (!isPlainObject(value)) return undefined;
  const isMissing = ([name, { required }]: [string, Field]) => required === true && !isGiven(value[name]);
  if (Object.entries(fields).some(isMissing)) return undefined;
  const given = Object.entries(value).filter(([, entry]) => isGiven(entry));
  const usable = given.map(
    ([name, entry]) => [name, Object.hasOwn(fields, name) && read(fields[name]!, entry)] as const,
  );
  const isWhole = usable.every(([name, entry]) => Object.hasOwn(fields, name) && entry !== undefined);
  const group = Object.fromEntries(usable) as Record<string, unknown>;
  const isSound = isWhole && usable.length >= minimumFields && (refinement?.holds(group) ?? true);
  return isSound ? group : undefined;
}
