/**
 * How the policy's fields are declared: a vocabulary small enough for all who read it, which are synth, Terraform's
 * conditions, the Action, the doctor and the documentation.
 */
export type Field = WholeNumber | Choice | Text | Flag | List | Group;

interface Declaration {
  /** What the field means: sentences that make sense in an editor's hover. */
  readonly doc?: string;
  readonly required?: true;
  /** For a field without a default: what happens where it is not given. */
  readonly otherwise?: string;
}

export interface WholeNumber extends Declaration {
  readonly kind: "whole number";
  readonly unit?: string;
  readonly minimum: number;
  readonly maximum?: number;
  /** A word that may stand in place of a number. */
  readonly or?: string;
  readonly default?: number;
}

export interface Choice extends Declaration {
  readonly kind: "choice";
  readonly values: readonly string[];
  /** The name of the values' type, where they have one. */
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
  /** The name of its type. */
  readonly type: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly minimumFields: number;
  readonly refinement?: Refinement;
}

/** What the fields of a group have to be to one another. */
export interface Refinement {
  readonly holds: (group: Readonly<Record<string, unknown>>) => boolean;
  /** Completes the sentence "it must be …". */
  readonly allowed: string;
}

/** An object with fields, rather than a list or an instance of a class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Null is as if not given: that is what an optional variable of Terraform's holds. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Without control characters: a regular expression of JavaScript's and of Terraform's. */
export const TEXT_PATTERN = "^\\P{Cc}+$";

/**
 * Of a text, in characters: far more than an id, a name or a message has. The Management API takes 255 for a user's id (source:
 * its OpenAPI file).
 */
export const MAXIMUM_TEXT = 1000;

export const TEXT_ALLOWED = `a text of 1 to ${MAXIMUM_TEXT} characters, without control characters such as line breaks`;

export function isText(value: unknown): value is string {
  return typeof value === "string" && new RegExp(TEXT_PATTERN, "u").test(value) && [...value].length <= MAXIMUM_TEXT;
}

/** What the field may hold; completes the sentence "it must be …". */
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
      return field.minimumLength > 0 ? "a list of one value or more" : "a list";
    case "group":
      return field.minimumFields > 0 ? "an object with one field or more" : "an object";
  }
}
