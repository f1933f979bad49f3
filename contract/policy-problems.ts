import { allowedIn, type Field, type Group, isGiven, isPlainObject, isText, type List } from "./fields";

/** Whether a value is not known yet, as a cdktf token is not. Such a value is not judged. */
export type IsDeferred = (value: unknown) => boolean;

/**
 * Everything that is wrong with a value as its author gave it. Each problem names the path, the value and what is allowed.
 * Whatever is undefined or null counts as not given.
 *
 * @param path how the messages name the value, such as "policy"
 */
export function problemsOf(field: Field, value: unknown, path: string, isDeferred: IsDeferred = () => false): string[] {
  if (isDeferred(value)) return hasShapeOf(field, value) ? [] : [problem(field, value, path, isDeferred)];
  if (field.kind === "list") return problemsOfList(field, value, path, isDeferred);
  if (field.kind === "group") return problemsOfGroup(field, value, path, isDeferred);
  return isAllowed(field, value) ? [] : [problem(field, value, path, isDeferred)];
}

/** A deferred value may be anything, unless its type tells that it stands for a string, a number or a list. */
function hasShapeOf(field: Field, value: unknown): boolean {
  if (field.kind === "list") return typeof value === "object";
  return field.kind === "group" ? typeof value === "object" && !Array.isArray(value) : !Array.isArray(value);
}

function problem(field: Field, value: unknown, path: string, isDeferred: IsDeferred): string {
  const isInstance = typeof value === "object" && value !== null && !Array.isArray(value) && !isPlainObject(value);
  const advice = isInstance && !isDeferred(value) ? "; pass one of its attributes, such as its id or its value" : "";
  return `${path} must be ${allowedIn(field)}, got: ${given(value, isDeferred)}${advice}`;
}

function problemsOfList(list: List, value: unknown, path: string, isDeferred: IsDeferred): string[] {
  if (!Array.isArray(value) || value.filter(isGiven).length < list.minimumLength) {
    return [problem(list, value, path, isDeferred)];
  }
  return value.flatMap((entry, index) =>
    isGiven(entry) ? problemsOf(list.of, entry, `${path}[${index}]`, isDeferred) : [],
  );
}

function problemsOfGroup(group: Group, value: unknown, path: string, isDeferred: IsDeferred): string[] {
  const { fields, minimumFields, refinement } = group;
  const names = isPlainObject(value) ? Object.keys(value).filter((name) => isGiven(value[name])) : [];
  if (!isPlainObject(value) || names.length < minimumFields) return [problem(group, value, path, isDeferred)];
  const missing = Object.keys(fields).filter((name) => fields[name]!.required && !isGiven(value[name]));
  const problems = [...names, ...missing].flatMap((name) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field) return problemsOf(field, value[name], `${path}.${name}`, isDeferred);
    const known = Object.keys(fields).join(", ");
    return [`${path}.${name} is unknown, got: ${given(value[name], isDeferred)}; remove it, or write one of: ${known}`];
  });
  if (problems.length > 0 || !refinement || refinement.holds(value)) return problems;
  return [`${path} must be ${refinement.allowed}, got: ${given(value, isDeferred)}`];
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
      return isText(value);
    case "flag":
      return typeof value === "boolean";
  }
}

/** How much of a value a message shows, in characters. */
const SHOWN = 200;

/** Values nested deeper than any policy are left out, so that even an object that contains itself can be shown. */
const DEPTH = 6;

/** What a deferred value stands for, by its type. */
const DEFERRED: Record<string, string> = { string: " for a string", number: " for a number", list: " for a list" };

/** Any value, as a message shows it. */
export function given(value: unknown, isDeferred: IsDeferred = () => false): string {
  const text = show(value, isDeferred, DEPTH);
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

function show(value: unknown, isDeferred: IsDeferred, depth: number): string {
  if (isDeferred(value)) return `a token${DEFERRED[Array.isArray(value) ? "list" : typeof value] ?? ""}`;
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `the function "${value.name}"`;
  if (typeof value !== "object" || value === null) return String(value);
  if (depth === 0) return "…";
  if (Array.isArray(value)) return `[${value.map((entry) => show(entry, isDeferred, depth - 1)).join(",")}]`;
  if (!isPlainObject(value)) return `an instance of ${value.constructor.name}`;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${show(entry, isDeferred, depth - 1)}`).join(",")}}`;
}
