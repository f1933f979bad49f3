import { expectedOutcome, GIVEN, groupWith, PLACES, type Given, type Place } from "../contract/policy-outcomes";
import { inMarkdown } from "./table-in-markdown";

const HEADER = ["Fields", "Given", "Literal: synth", "Literal: plan", "Token: synth", "Token: plan", "The Action"];

/** What becomes of each field of the policy that is not given as it should be, as a table of `docs/policy.md`. */
export function policyValuesInMarkdown(): string {
  const alike = grouped(PLACES, (place) => GIVEN.map((given) => outcomesOf(place, given)));
  return inMarkdown(HEADER, alike.flatMap(rowsOf));
}

/** Of fields of which the same becomes. */
function rowsOf(places: Place[]): string[][] {
  const fields = places.map(({ path }) => `\`${path.replace("policy.", "").replace("[0]", "[]")}\``).join(", ");
  const possible = GIVEN.filter((given) => groupWith(places[0]!, given) !== undefined);
  const alike = grouped(possible, (given) => outcomesOf(places[0]!, given));
  return alike.map((given) => [fields, given.join(", "), ...outcomesOf(places[0]!, given[0]!)]);
}

function outcomesOf(place: Place, given: Given): string[] {
  if (groupWith(place, given) === undefined) return [];
  const [literal, token] = (["literal", "token"] as const).map((as) => expectedOutcome(place, given, as));
  return [literal!.synth, literal!.plan ?? "–", token!.synth, token!.plan ?? "–", literal!.action];
}

/** In the order in which they come. */
function grouped<T>(values: readonly T[], key: (value: T) => unknown): T[][] {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const name = JSON.stringify(key(value));
    groups.set(name, [...(groups.get(name) ?? []), value]);
  }
  return [...groups.values()];
}
