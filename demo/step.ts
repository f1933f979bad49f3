import { isDeepStrictEqual } from "node:util";
import type { Details, Reporter } from "./reporter";

/** What a step tells once it holds; a step adds to this what later steps need. */
export interface Told {
  /** A sentence. */
  result: string;
  details?: Details;
}

/** Carries out one step of the story; `progress` hears what is going on while it takes long. */
export type Step = <T extends Told>(
  title: string,
  work: (progress: (line: string) => void) => Promise<T>,
) => Promise<T>;

/** A step failed and the reporter knows. */
export class StoryFailed extends Error {}

/**
 * Carries out steps and tells the reporter about each.
 *
 * @param signal ends the story: the step under way is not reported, and none is begun after it
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
  /** @param output what else may tell why, such as what a command printed */
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
 * Compares names, order included.
 *
 * @param what the names are of, for example "Actions bound to post-login"
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
