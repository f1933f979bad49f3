import { isGiven, isPlainObject } from "../contract/fields";
import { given } from "../contract/policy-problems";
import { isToken } from "./terraform/tokens";

/** What an option may be. */
export interface Option {
  /** Completes the sentence "it must be …". */
  readonly allowed: string;
  readonly accepts: (value: unknown) => boolean;
  /** Whether a token may turn out to be accepted, by what it stands for. */
  readonly acceptsToken: (token: unknown) => boolean;
  /** What must hold of `v`, the value of a token, in Terraform's language; it may fail. */
  readonly inTerraform: string;
  readonly isOptional?: boolean;
  /** Never shown. */
  readonly isSecret?: boolean;
}

export type Options<T> = { readonly [Name in keyof Required<T>]: Option };

/**
 * Everything that is wrong with the options of a prop. Of a token only the type is judged: its value is not known yet.
 *
 * @throws Error naming it, a line for each problem
 */
export function validateOptions<T>(prop: string, options: unknown, known: Options<T>): void {
  const problems = problemsOf(prop, options, known);
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

function problemsOf(prop: string, options: unknown, known: Readonly<Record<string, Option>>): string[] {
  const names = Object.keys(known);
  if (!isPlainObject(options)) {
    return [`${prop} must be given as an object with ${names.join(", ")}, got: ${kindOf(options)}`];
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

/** What a value is, without saying which. */
export function kindOf(value: unknown): string {
  if (isToken(value)) return given(value, isToken);
  if (!isGiven(value)) return String(value);
  if (typeof value === "string") return value === "" ? "an empty text" : "a text";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && !isPlainObject(value)) return `an instance of ${value!.constructor.name}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
