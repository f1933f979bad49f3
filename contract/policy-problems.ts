import { allowedIn, type Field, type Group, isGiven, isPlainObject } from "./fields";

/** Tells a value that is not known yet, such as a cdktf token; it is not judged. */
export type IsDeferred = (value: unknown) => boolean;

/**
 * Everything that is wrong with a value as its author gave it, each with its path, the value and what is allowed. What is
 * undefined or null is as if it were not there.
 *
 * @param path names the value in the messages, such as "policy"
 */
export function problemsOf(field: Field, value: unknown, path: string, isDeferred: IsDeferred = () => false): string[] {
  if (isDeferred(value)) return [];
  switch (field.kind) {
    case "list":
      if (!Array.isArray(value) || value.length < field.minimumLength) break;
      return value.flatMap((entry, index) => problemsOf(field.of, entry, `${path}[${index}]`, isDeferred));
    case "group":
      if (!isPlainObject(value)) break;
      return problemsOfGroup(field, value, path, isDeferred);
    default:
      if (isAllowed(field, value)) return [];
  }
  return [`${path} must be ${allowedIn(field)}, got: ${given(value, isDeferred)}`];
}

function problemsOfGroup(group: Group, value: Record<string, unknown>, path: string, isDeferred: IsDeferred): string[] {
  const { fields, minimumFields } = group;
  const names = Object.keys(value).filter((name) => isGiven(value[name]));
  if (names.length < minimumFields) return [`${path} must be ${allowedIn(group)}, got: ${given(value, isDeferred)}`];
  const missing = Object.keys(fields).filter((name) => fields[name]!.required && !isGiven(value[name]));
  return [...names, ...missing].flatMap((name) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field) return problemsOf(field, value[name], `${path}.${name}`, isDeferred);
    const known = Object.keys(fields).join(", ");
    return [`${path}.${name} is unknown, got: ${given(value[name], isDeferred)}; remove it, or write one of: ${known}`];
  });
}

function isAllowed(field: Exclude<Field, { kind: "list" | "group" }>, value: unknown): boolean {
  switch (field.kind) {
    case "whole number": {
      const { minimum, maximum = Infinity, or } = field;
      if (or !== undefined && value === or) return true;
      return Number.isSafeInteger(value) && (value as number) >= minimum && (value as number) <= maximum;
    }
    case "choice":
      return field.values.includes(value as string);
    case "text":
      return typeof value === "string" && value !== "";
    case "flag":
      return typeof value === "boolean";
  }
}

/** What fits into a message of a given value, in characters. */
const SHOWN = 200;

/** What is deeper than any policy is left out, so that an object which holds itself can be shown, too. */
const DEPTH = 6;

/** A value as a message shows it, whatever it is. */
export function given(value: unknown, isDeferred: IsDeferred = () => false): string {
  const text = show(value, isDeferred, DEPTH);
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

function show(value: unknown, isDeferred: IsDeferred, depth: number): string {
  if (isDeferred(value)) return "a token";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return `the function "${value.name}"`;
  if (typeof value !== "object" || value === null) return String(value);
  if (depth === 0) return "…";
  if (Array.isArray(value)) return `[${value.map((entry) => show(entry, isDeferred, depth - 1)).join(",")}]`;
  if (!isPlainObject(value)) return `an instance of ${value.constructor.name}`;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${show(entry, isDeferred, depth - 1)}`).join(",")}}`;
}
