import type { Construct } from "constructs";
import { isGiven, isPlainObject, isText, TEXT_ALLOWED } from "../contract/fields";
import { given } from "../contract/policy-problems";
import { resolved } from "./terraform/resolved";
import { isToken, isTokenOfText } from "./terraform/tokens";

const ENTRY = "an Action, an object with the id and name of one, or TriggerBinding.self";

/**
 * @throws Error if the order for `TriggerBinding.ordered()` is not a list, contains something that cannot be bound, or does not
 * contain `TriggerBinding.self` exactly once
 */
export function validateOrder(order: unknown): void {
  if (!Array.isArray(order) || isToken(order)) {
    throw new Error(`binding must be a list of Actions that is known at synth, got: ${given(order, isToken)}`);
  }
  const problems = order.flatMap((entry, index) => problemsOfEntry(`binding[${index}]`, entry));
  const own = order.filter(isOwn).length;
  if (problems.length === 0 && own !== 1) {
    problems.push(
      `binding must contain TriggerBinding.self exactly once, got: ${own} times; write it where the Action is to run`,
    );
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

/**
 * The Actions that are bound more than once. This is known once the tokens in the ids are resolved.
 *
 * @param ids the ids of the Actions, in their order
 */
export function repetitionsIn(scope: Construct, ids: readonly string[]): string[] {
  const shown = ids.map((id) => resolved(scope, id));
  return shown.flatMap((id, index) => {
    const first = shown.indexOf(id);
    if (first === index) return [];
    return `binding must contain each Action once, got: ${id} as binding[${first}] and as binding[${index}]; remove one of them`;
  });
}

const PARTS = ["id", "name"] as const;

function unknownIn(path: string, entry: object, known: readonly string[]): string[] {
  return Object.entries(entry)
    .filter(([name, value]) => isGiven(value) && !known.includes(name))
    .map(([name, value]) => {
      const shown = given(value, isToken);
      return `${path}.${name} is unknown, got: ${shown}; remove it, or write one of: ${known.join(", ")}`;
    });
}

export function isOwn(entry: unknown): entry is { readonly self: true } {
  return isPlainObject(entry) && entry.self === true;
}

function problemsOfEntry(path: string, entry: unknown): string[] {
  if (isOwn(entry)) return unknownIn(path, entry, ["self"]);
  if (typeof entry !== "object" || !isGiven(entry) || Array.isArray(entry) || isToken(entry)) {
    return [`${path} must be ${ENTRY}, got: ${given(entry, isToken)}`];
  }
  const wrong = PARTS.map((part) => [part, (entry as Record<string, unknown>)[part]] as const)
    .filter(([, value]) => !isTokenOfText(value) && !(isText(value) && value.trim() !== ""))
    .map(
      ([part, value]) =>
        `${path}.${part} must be the ${part} of an Action, which is not blank and is ${TEXT_ALLOWED}, got: ${given(value, isToken)}`,
    );
  // An Action resource has more than an id and a name, but only these two are used.
  return isPlainObject(entry) ? [...unknownIn(path, entry, PARTS), ...wrong] : wrong;
}
