import { allowedIn, type Field, type Group, type List, MAXIMUM_TEXT, TEXT_PATTERN } from "../contract/fields";
import { quote } from "./terraform/expression";

/**
 * The source text, in Terraform's language, of a list of everything that is wrong with `v`, as `problemsOf` is at synth. It
 * refuses what the Action's reader would ignore, and accepts what that reader can convert, such as a number in a string.
 *
 * Terraform evaluates both sides of `&&`, so whatever may fail is in a `try`.
 *
 * @param path how the messages name `v`: the source of a part of a string, which may refer to an index
 */
export function problemsIn(field: Field, path: string): string {
  switch (field.kind) {
    case "list":
      return problemsInList(field, path);
    case "group":
      return problemsInGroup(field, path);
    default:
      return problemInValue(field, path);
  }
}

function problemInValue(field: Field, path: string): string {
  const isRefused = `!try(${conditionOn(field)}, false)${field.required ? "" : " && v != null"}`;
  return `[for v in [v] : "${path}${within(` must be ${allowedIn(field)}, got: `)}${SHOWN}" if ${isRefused}]`;
}

function problemsInList(list: List, path: string): string {
  const { of } = list;
  // Each depth has an index of its own, because the inner paths refer to the indexes of all enclosing lists.
  const index = `i${path.split("${").length}`;
  const entries = `flatten([for ${index}, v in [for e in v : e] : ${problemsIn(of, `${path}[\${${index}}]`)}])`;
  return allOf(list, path, [entries]);
}

function problemsInGroup(group: Group, path: string): string {
  const names = Object.keys(group.fields);
  const advice = within(`; remove it, or write one of: ${names.join(", ")}`);
  const isUnknown = `v != null && !contains(${listOf(names)}, name)`;
  const unknown = `[for name, v in v : "${path}.\${name} is unknown, got: ${SHOWN}${advice}" if ${isUnknown}]`;
  const known = Object.entries(group.fields).map(
    ([name, field]) => `flatten([for v in [try(v.${name}, null)] : ${problemsIn(field, `${path}.${name}`)}])`,
  );
  return allOf(group, path, [unknown, ...known]);
}

/** What is wrong with the list or group itself or, if nothing is, with what is in it. */
function allOf(field: List | Group, path: string, inner: string[]): string {
  const within = `flatten([for v in [v] : concat(${inner.join(", ")}) if try(${conditionOn(field)}, false)])`;
  return `concat(${problemInValue(field, path)}, ${within})`;
}

/** The condition on `v` unless it is null. Evaluating it may fail. */
function conditionOn(field: Field): string {
  switch (field.kind) {
    case "whole number": {
      const { minimum, maximum = Number.MAX_SAFE_INTEGER, or } = field;
      const isWhole = `tonumber(v) >= ${minimum} && tonumber(v) <= ${maximum} && floor(tonumber(v)) == tonumber(v)`;
      return or === undefined ? isWhole : `tostring(v) == ${quote(or)} || try(${isWhole}, false)`;
    }
    case "choice":
      return `contains(${listOf(field.values)}, tostring(v))`;
    case "text":
      // The length is not in the regular expression, because Terraform takes milliseconds to compile one that counts so far.
      return `can(regex(${quote(TEXT_PATTERN)}, v)) && length(tostring(v)) <= ${MAXIMUM_TEXT}`;
    case "flag":
      return 'contains(["true", "false"], tostring(v))';
    case "list":
      return `startswith(jsonencode(v), "[") && length([for e in v : e if e != null]) >= ${field.minimumLength}`;
    case "group":
      return `startswith(jsonencode(v), "{") && length([for e in v : e if e != null]) >= ${field.minimumFields}`;
  }
}

/** The value as a message shows it, shortened to fit. */
const SHOWN = "${substr(jsonencode(v), 0, 200)}";

/** As part of a string's source. */
function within(text: string): string {
  return quote(text).slice(1, -1);
}

function listOf(values: readonly string[]): string {
  return `[${values.map(quote).join(", ")}]`;
}
