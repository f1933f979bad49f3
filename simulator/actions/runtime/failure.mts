import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import type { Failure } from "../messages.ts";

const runtimeFolder = fileURLToPath(new URL(".", import.meta.url));

/** What went wrong in an Action; of the stack, the part that its author can do something about. */
export function failureOf(error: unknown): Failure {
  const details = inspect(error)
    .split("\n")
    .filter((line) => !line.includes(runtimeFolder) && !line.includes("node:internal"))
    .join("\n");
  return { reason: String(error), details };
}
