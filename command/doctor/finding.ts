/** `ok` needs no attention, a `note` is worth knowing, a `problem` makes the doctor end with exit code 1. */
export type Level = "ok" | "note" | "problem";

export interface Finding {
  readonly level: Level;
  readonly what: string;
  /** Why it matters; undefined if all is well. */
  readonly why?: string;
  /** What to do; undefined if all is well. */
  readonly advice?: string;
}

type Concern = Required<Omit<Finding, "level">>;

export const ok = (what: string): Finding => ({ level: "ok", what });

export const note = (concern: Concern): Finding => ({ level: "note", ...concern });

export const problem = (concern: Concern): Finding => ({ level: "problem", ...concern });

/** Names in quotation marks, as all findings list them. */
export const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ") || "none";
