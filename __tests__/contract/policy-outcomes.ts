import { type Field, type Group, isGiven } from "../../contract/fields";
import { POLICY } from "../../contract/policy-fields";
import type { PolicyReading } from "../../contract/policy-reader";

/** How a field of the policy may be given that is not as it should be. */
export const GIVEN = ["absent", "undefined", "null", "wrong type", "out of range", "unknown key beside it"] as const;
export type Given = (typeof GIVEN)[number];

/** What becomes of it on its way to the running Action. */
export interface Outcome {
  readonly synth: "accepted" | "refused";
  /** Undefined if it does not get there. */
  readonly plan?: "accepted" | "refused";
  /** What the Action's reader makes of it, were it to get there. */
  readonly action: string;
}

/** A field in the policy. */
export interface Place {
  /** As messages name it. */
  readonly path: string;
  readonly field: Field;
  readonly name: string;
  /** A valid group around the field, without it. */
  readonly around: Record<string, unknown>;
  /** The policy that such a group, with the field, is a part of. */
  readonly policyWith: (group: unknown) => unknown;
}

type Fields = [string, Field][];

/** Every field that the contract declares. */
export const PLACES: readonly Place[] = placesIn(POLICY, "policy", (policy) => policy);

function placesIn(group: Group, path: string, policyWith: Place["policyWith"]): Place[] {
  return (Object.entries(group.fields) as Fields).flatMap(([name, field]) => {
    const around = validGroup(group, name);
    const place = { path: `${path}.${name}`, field, name, around, policyWith };
    const inside = (value: unknown) => policyWith({ ...around, [name]: value });
    if (field.kind === "group") return [place, ...placesIn(field, place.path, inside)];
    if (field.kind !== "list" || field.of.kind !== "group") return [place];
    return [place, ...placesIn(field.of, `${place.path}[0]`, (entry) => inside([entry]))];
  });
}

/** With no more in it than there must be. */
function validGroup(group: Group, without?: string): Record<string, unknown> {
  const others = (Object.entries(group.fields) as Fields).filter(([name]) => name !== without);
  const required = others.filter(([, field]) => field.required);
  const given = required.length > 0 ? required : others.slice(0, group.minimumFields);
  return Object.fromEntries(given.map(([name, field]) => [name, valid(field)]));
}

function valid(field: Field): unknown {
  switch (field.kind) {
    case "whole number":
      return field.or ?? field.minimum;
    case "choice":
      return field.values[0];
    case "text":
      return "text";
    case "flag":
      return true;
    case "list":
      return [valid(field.of)];
    case "group":
      return validGroup(field);
  }
}

/** The group around a field, with the field in it as it is given. Undefined if the field cannot be given so. */
export function groupWith({ name, field, around }: Place, given: Given): Record<string, unknown> | undefined {
  switch (given) {
    case "absent":
      return around;
    case "undefined":
      return { ...around, [name]: undefined };
    case "null":
      return { ...around, [name]: null };
    case "unknown key beside it":
      return { ...around, [name]: valid(field), surplus: 1 };
    case "wrong type":
      return { ...around, [name]: field.kind === "text" ? {} : "text" };
    case "out of range": {
      const value = outOfRange(field);
      return value === undefined ? undefined : { ...around, [name]: value };
    }
  }
}

function outOfRange(field: Field): unknown {
  switch (field.kind) {
    case "whole number":
      return field.maximum === undefined ? field.minimum - 1 : field.maximum + 1;
    case "choice":
      return field.values[0]!.toUpperCase();
    case "text":
      return "";
    case "flag":
      return undefined;
    case "list":
      return field.minimumLength > 0 ? [] : undefined;
    case "group":
      return field.minimumFields > 0 ? {} : undefined;
  }
}

/** What the contract promises. */
export function expectedOutcome(place: Place, given: Given, as: "literal" | "token"): Outcome {
  const isBad = isGivenAt(given) || place.field.required === true;
  const action = expectedOfAction(place, given, isBad);
  if (as === "token") return { synth: "accepted", plan: isBad ? "refused" : "accepted", action };
  return isBad ? { synth: "refused", action } : { synth: "accepted", plan: "accepted", action };
}

function isGivenAt(given: Given): boolean {
  return given !== "absent" && given !== "undefined" && given !== "null";
}

function expectedOfAction({ path, field }: Place, given: Given, isBad: boolean): string {
  const whole = path.startsWith("policy.rules[0].") ? "rule" : path.startsWith("policy.userLimit.") ? "userLimit" : "";
  if (isBad && whole) return `${whole} ignored, reported`;
  if (given === "unknown key beside it") return "key ignored, reported";
  const fallback = "default" in field ? "default" : "as absent";
  return isBad ? `${fallback}, reported` : fallback;
}

/** What the Action's reader made of it, told by the policy that it read. */
export function observedOfAction({ path, field, name }: Place, given: Given, reading: PolicyReading): string {
  const reported = reading.ignored.length > 0 ? ", reported" : "";
  const { policy } = reading;
  if (path.startsWith("policy.rules[0]."))
    return `${policy.rules.length === 0 ? "rule ignored" : "as absent"}${reported}`;
  if (path.startsWith("policy.userLimit.")) return `${policy.userLimit ? "as absent" : "userLimit ignored"}${reported}`;
  const value = policy[name as keyof typeof policy];
  if (given === "unknown key beside it" && isGiven(value)) return `key ignored${reported}`;
  if (!isGiven(value)) return `as absent${reported}`;
  const isDefault = "default" in field && JSON.stringify(value) === JSON.stringify(field.default);
  return `${isDefault ? "default" : JSON.stringify(value)}${reported}`;
}
