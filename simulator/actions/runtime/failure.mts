import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import type { Failure } from "../messages.ts";

const runtimeFolder = fileURLToPath(new URL(".", import.meta.url));

/** What went wrong in an Action; of the stack, the part that its author can do something about. */
export function failureOf(error: unknown): Failure {
  const details = inspected(error)
    .split("\n")
    .filter((line) => !line.includes(runtimeFolder) && !line.includes("node:internal"))
    .join("\n");
  return { reason: inOneLine(error), details };
}

/** Whatever was thrown, also what has no text of its own or throws when it is asked for it. */
function inOneLine(error: unknown): string {
  try {
    return String(error);
  } catch {
    return inspected(error).split("\n")[0] ?? "";
  }
}

function inspected(error: unknown): string {
  try {
    return inspect(error);
  } catch {
    return `something that cannot be shown, of type ${typeof error}`;
  }
}
