import { fileURLToPath } from "node:url";
import type { Failure } from "../messages.ts";

const runtimeFolder = fileURLToPath(new URL(".", import.meta.url));

/** What went wrong in an Action, with the part of the stack that its author can do something about. */
export function describe(error: unknown): Failure {
  const reason = String(error);
  const stack = error instanceof Error ? error.stack : undefined;
  const details = stack
    ?.split("\n")
    .filter((line) => !line.includes(runtimeFolder) && !line.includes("node:"))
    .join("\n");
  return { reason, details: details ?? reason };
}
