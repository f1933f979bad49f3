import { createInterface } from "node:readline/promises";
import { UsageError } from "./options";

interface Terminal {
  readonly input: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

const TERMINAL: Terminal = { input: process.stdin, output: process.stderr };

/**
 * Whether there is somebody to ask is known before the work that the question is about.
 *
 * @param alternatives what to pass where nobody is there
 * @throws UsageError where nobody is there
 */
export function requireSomebody(alternatives: string, { input }: Terminal = TERMINAL): void {
  if (!input.isTTY) throw new UsageError(`nobody is there to ask; pass ${alternatives}`);
}

/** Asks whoever sits at the terminal. Whoever interrupts the question, with Ctrl-C or Ctrl-D, says no. */
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
