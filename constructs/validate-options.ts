import { isGiven, isPlainObject } from "../contract/fields";
import { given } from "../contract/policy-problems";
import { isToken } from "./terraform/tokens";

/** What an option may be. */
export interface Option {
  /** What the option may be. Completes the sentence "it must be …". */
  readonly allowed: string;
  readonly accepts: (value: unknown) => boolean;
  /** Whether a token's value may turn out to be accepted, judging by the type that the token stands for. */
  readonly acceptsToken: (token: unknown) => boolean;
  /** The condition on `v`, the value of a token, in Terraform's language. Evaluating it may fail. */
  readonly inTerraform: string;
  readonly isOptional?: boolean;
  /** Whether messages must never show the value. */
  readonly isSecret?: boolean;
}

export type Options<T> = { readonly [Name in keyof Required<T>]: Option };

/**
 * Checks the options of a prop. Only the type of a token is judged, because its value is not known yet.
 *
 * @throws Error that names everything that is wrong, a line for each problem
 */
export function validateOptions<T>(prop: string, options: unknown, known: Options<T>): void {
  const problems = problemsOf(prop, options, known);
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

function problemsOf(prop: string, options: unknown, known: Readonly<Record<string, Option>>): string[] {
  const names = Object.keys(known);
  if (!isPlainObject(options)) {
    return [`${prop} must be an object with ${names.join(", ")}, got: ${kindOf(options)}`];
  }
  const unknown = Object.keys(options)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => `${prop}.${name} is unknown; remove it, or write one of: ${names.join(", ")}`);
  const wrong = Object.entries(known)
    .filter(([name, option]) => !isAllowed(options[name], option))
    .map(([name, { allowed, isSecret }]) => {
      const shown = isSecret ? kindOf(options[name]) : given(options[name], isToken);
      return `${prop}.${name} must be ${allowed}, got: ${shown}`;
    });
  return [...unknown, ...wrong];
}

function isAllowed(value: unknown, { accepts, acceptsToken, isOptional }: Option): boolean {
  if (isToken(value)) return acceptsToken(value);
  return isGiven(value) ? accepts(value) : isOptional === true;
}

/** What kind of value it is, without the value itself. */
export function kindOf(value: unknown): string {
  if (isToken(value)) return given(value, isToken);
  if (!isGiven(value)) return String(value);
  if (typeof value === "string") return value === "" ? "an empty string" : "a string";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && !isPlainObject(value)) return `an instance of ${value!.constructor.name}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
