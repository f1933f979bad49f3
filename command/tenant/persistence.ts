import { setTimeout as wait } from "node:timers/promises";
import { describeError } from "./api-error";

/** In milliseconds, before each further try: longer work than a request is not given up for a minute of trouble. */
const PAUSES = [1000, 5000, 15_000, 60_000];

/**
 * Tries a request that changes nothing again where it failed for a reason that passes: no answer, one that cannot be read, a rate
 * limit, an error of the tenant's own.
 *
 * @param pause waits for as many milliseconds
 */
export async function persist<T>(
  request: () => Promise<T>,
  pause: (milliseconds: number) => Promise<unknown> = wait,
): Promise<T> {
  for (const milliseconds of PAUSES) {
    try {
      return await request();
    } catch (error) {
      if (!passes(describeError(error).status)) throw error;
      await pause(milliseconds);
    }
  }
  return request();
}

function passes(status = 0): boolean {
  return status < 300 || status === 408 || status === 429 || status >= 500;
}
