import { Token } from "cdktf";

/** Whether a value is, or has anywhere inside it, a cdktf token: a value that only Terraform will know. */
export function holdsToken(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsToken);
}
