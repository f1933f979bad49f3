import { isDeepStrictEqual } from "node:util";
import type { Details, Reporter } from "./reporter";

/** What a step reports when it holds. A step adds to this whatever later steps need. */
export interface Told {
  /** One sentence. */
  result: string;
  details?: Details;
}

/** Carries out one step of the story. The step calls `progress` with a line about what takes long. */
export type Step = <T extends Told>(
  title: string,
  work: (progress: (line: string) => void) => Promise<T>,
) => Promise<T>;

/** A step failed, and the reporter has already reported it. */
export class StoryFailed extends Error {}

/**
 * Carries out steps and tells the reporter about each.
 *
 * @param signal ends the story: the current step is not reported, and no further step starts
 */
export function narrate(reporter: Reporter, signal: AbortSignal): Step {
  return async (step, work) => {
    signal.throwIfAborted();
    const started = performance.now();
    const duration = () => Math.round(performance.now() - started);
    reporter.started(step);
    try {
      const told = await work((line) => reporter.progress(line));
      signal.throwIfAborted();
      reporter.held({ step, result: told.result, duration: duration(), details: told.details });
      return told;
    } catch (error) {
      signal.throwIfAborted();
      const { expected, found, output } = asUnmet(error);
      reporter.failed({ step, expected, found, duration: duration(), output });
      throw new StoryFailed(step, { cause: error });
    }
  };
}

function asUnmet(error: unknown): Unmet {
  if (error instanceof Unmet) return error;
  return new Unmet("no error", (error as Error).message);
}

/** A step did not hold. */
export class Unmet extends Error {
  /** @param output anything else that may explain the failure, such as a command's output */
  constructor(
    readonly expected: string,
    readonly found: string,
    readonly output?: string,
  ) {
    super(`expected ${expected}, found ${found}`);
    this.name = "Unmet";
  }
}

/**
 * Compares names, including their order.
 *
 * @param what what the names stand for, for example "Actions bound to post-login"
 * @throws Unmet
 */
export function expectNames(
  what: string,
  expected: readonly string[],
  found: readonly string[],
  output?: string,
): void {
  if (isDeepStrictEqual(expected, found)) return;
  throw new Unmet(`${what}: ${listNames(expected)}`, `${what}: ${listNames(found)}`, output);
}

export function listNames(names: readonly string[]): string {
  return names.length > 0 ? names.join(", ") : "none";
}
