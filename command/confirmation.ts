import { createInterface } from "node:readline/promises";
import { UsageError } from "./options";

interface Terminal {
  readonly input: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

const TERMINAL: Terminal = { input: process.stdin, output: process.stderr };

/**
 * Checks that there is a terminal, before the work that the question is about.
 *
 * @param alternatives the options to pass if there is no terminal
 * @throws UsageError if there is no terminal
 */
export function requireSomebody(alternatives: string, { input }: Terminal = TERMINAL): void {
  if (!input.isTTY) throw new UsageError(`there is no terminal to ask at; pass ${alternatives}`);
}

/** Asks the person at the terminal to confirm. To interrupt the question, with Ctrl-C or Ctrl-D, is a no. */
export async function confirmed(question: string, terminal: Terminal = TERMINAL): Promise<boolean> {
  const asking = createInterface(terminal);
  try {
    return /^y(es)?$/i.test(await asking.question(`${question} [y/N] `));
  } catch (error) {
    if ((error as Error).name !== "AbortError") throw error;
    terminal.output.write("\n");
    return false;
  } finally {
    asking.close();
  }
}
