import { inspect } from "node:util";

/** A refusal without a reason is a refusal all the same; what it then says is the OAuth error that comes with each. */
export function reasonGiven(reason: unknown): string {
  if (reason === undefined || reason === null) return "access_denied";
  return typeof reason === "string" ? reason : inspect(reason);
}
