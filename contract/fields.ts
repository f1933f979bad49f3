/**
 * How the policy's fields are declared, in a vocabulary small enough for everything that reads it: synth, Terraform's
 * conditions, the Action, the doctor and the documentation.
 */
export type Field = WholeNumber | Choice | Text | Flag | List | Group;

interface Declaration {
  /** What the field means, in sentences that stand on their own in an editor's hover. */
  readonly doc?: string;
  readonly required?: true;
  /** For a field without a default: what happens if it is omitted. */
  readonly otherwise?: string;
}

export interface WholeNumber extends Declaration {
  readonly kind: "whole number";
  readonly unit?: string;
  readonly minimum: number;
  readonly maximum?: number;
  /** A word that is allowed in place of a number. */
  readonly or?: string;
  readonly default?: number;
}

export interface Choice extends Declaration {
  readonly kind: "choice";
  readonly values: readonly string[];
  /** The name of the TypeScript type of these values, if it has one. */
  readonly type?: string;
  readonly default?: string;
}

export interface Text extends Declaration {
  readonly kind: "text";
  readonly default?: string;
}

export interface Flag extends Declaration {
  readonly kind: "flag";
  readonly default: boolean;
}

export interface List extends Declaration {
  readonly kind: "list";
  readonly of: Field;
  readonly minimumLength: number;
  readonly default?: readonly never[];
}

export interface Group extends Declaration {
  readonly kind: "group";
  /** The name of the group's TypeScript type. */
  readonly type: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly minimumFields: number;
  readonly refinement?: Refinement;
}

/** A condition on the fields of a group taken together. */
export interface Refinement {
  readonly holds: (group: Readonly<Record<string, unknown>>) => boolean;
  /** Completes the sentence "it must be …". */
  readonly allowed: string;
}

/** Whether the value is an object with fields, and neither a list nor an instance of a class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Null counts as not given: an optional Terraform variable that nobody sets is null. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Text without control characters, as a regular expression that both JavaScript and Terraform understand. */
export const TEXT_PATTERN = "^\\P{Cc}+$";

/**
 * The maximum length of a text, in characters: far more than an id, a name or a message needs. The Management API allows 255 for
 * a user id (source: its OpenAPI file).
 */
export const MAXIMUM_TEXT = 1000;

export const TEXT_ALLOWED = `a string of 1 to ${MAXIMUM_TEXT} characters without control characters such as line breaks`;

export function isText(value: unknown): value is string {
  return typeof value === "string" && new RegExp(TEXT_PATTERN, "u").test(value) && [...value].length <= MAXIMUM_TEXT;
}

/** What the field may hold. Completes the sentence "it must be …". */
export function allowedIn(field: Field): string {
  switch (field.kind) {
    case "whole number": {
      const { unit, minimum, maximum, or } = field;
      const range = maximum === undefined ? `${minimum} or more` : `from ${minimum} to ${maximum}`;
      return `a whole number${unit ? ` of ${unit}` : ""}, ${range}${or ? `, or "${or}"` : ""}`;
    }
    case "choice":
      return field.values.map((value) => `"${value}"`).join(" or ");
    case "text":
      return TEXT_ALLOWED;
    case "flag":
      return "true or false";
    case "list":
      return field.minimumLength > 0 ? "a list of at least one value" : "a list";
    case "group":
      return field.minimumFields > 0 ? "an object with at least one field" : "an object";
  }
}
