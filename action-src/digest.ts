import { createHash } from "node:crypto";

/** A hash by which somebody who knows the text can recognize it, and which tells nobody else anything. */
export function digest(text: string, digits: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, digits);
}
