import { isGiven, isPlainObject } from "../contract/fields";
import { given } from "../contract/policy-problems";
import { isToken } from "./terraform/tokens";

const ENTRY = "an Action, or an object with its id and name, or TriggerBinding.self";

/**
 * @throws Error if the order of `TriggerBinding.ordered()` is no list, holds something that cannot be bound, or does not hold
 * `TriggerBinding.self` exactly once
 */
export function validateOrder(order: unknown): void {
  if (!Array.isArray(order) || isToken(order)) {
    throw new Error(`binding must be given a list of Actions, known at synth, got: ${given(order, isToken)}`);
  }
  const problems = order.flatMap((entry, index) => problemsOfEntry(`binding[${index}]`, entry));
  const own = order.filter(isOwn).length;
  if (problems.length === 0 && own !== 1) {
    problems.push(
      `binding must hold TriggerBinding.self exactly once, got: ${own} times; write it where the Action is to run`,
    );
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

function isOwn(entry: unknown): boolean {
  return isPlainObject(entry) && entry.self === true;
}

function problemsOfEntry(path: string, entry: unknown): string[] {
  if (isOwn(entry)) return [];
  if (typeof entry !== "object" || !isGiven(entry) || Array.isArray(entry) || isToken(entry)) {
    return [`${path} must be ${ENTRY}, got: ${given(entry, isToken)}`];
  }
  return (["id", "name"] as const)
    .map((part) => [part, (entry as Record<string, unknown>)[part]] as const)
    .filter(([, value]) => !isToken(value) && (typeof value !== "string" || value.trim() === ""))
    .map(([part, value]) => `${path}.${part} must be that of an Action, as a text, got: ${given(value, isToken)}`);
}
