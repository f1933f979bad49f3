import { createInterface } from "node:readline/promises";
import { UsageError } from "./options";

/**
 * Asks the person at the terminal to confirm.
 *
 * @param alternatives the options to pass if there is no terminal
 * @throws UsageError if there is no terminal
 */
export async function confirmed(question: string, alternatives: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError(`there is no terminal to ask at; pass ${alternatives}`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test(await terminal.question(`${question} [y/N] `));
  } finally {
    terminal.close();
  }
}
