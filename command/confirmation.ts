import { createInterface } from "node:readline/promises";
import { UsageError } from "./options";

/**
 * Asks whoever sits at the terminal.
 *
 * @param alternatives what to pass where nobody does
 * @throws UsageError where nobody does
 */
export async function confirmed(question: string, alternatives: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError(`nobody is there to ask; pass ${alternatives}`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test(await terminal.question(`${question} [y/N] `));
  } finally {
    terminal.close();
  }
}
