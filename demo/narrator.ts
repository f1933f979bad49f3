import type { Reporter } from "./reporter";
import type { Step } from "./step";
import { Unmet } from "./unmet";

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
