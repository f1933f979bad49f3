import { setTimeout as wait } from "node:timers/promises";
import { describeError } from "./api-error";

/** The pause before each further try, in milliseconds. Work that takes long should survive a minute of trouble. */
const PAUSES = [1000, 5000, 15_000, 60_000];

/**
 * Retries a request that changes nothing if it fails for a temporary reason: no answer, an unreadable answer, a rate limit or an
 * error on the tenant's side.
 *
 * @param pause waits for the given number of milliseconds
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
