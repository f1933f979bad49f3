import { setTimeout as wait } from "node:timers/promises";
import type { Budget } from "./budget";

/** After a 429 that does not say how long to wait, in milliseconds. */
const DEFAULT_RETRY_DELAY = 1000;

/** Clocks differ. */
const MINIMUM_RETRY_DELAY = 100;

/**
 * A `fetch` that ends with the budget, also while it reads a slow answer. After a 429 all requests of the login wait as its
 * headers say, unless that is too late.
 */
export function boundedFetch(budget: Budget): typeof fetch {
  return async (input, init) => {
    const send = () => {
      const signal = budget.deadline;
      signal.throwIfAborted();
      budget.calls += 1;
      return fetch(input, { ...init, signal });
    };
    for (;;) {
      await pauseOf(budget);
      // Once more if the connection broke: a warm instance may hold one that the other side has closed.
      const response = await send().catch(send);
      const delay = retryDelay(response.headers, Date.now());
      if (response.status !== 429 || !budget.allows(delay)) return response;
      budget.pause(delay);
      await response.body?.cancel();
    }
  };
}

/** Waits as long as any answer asked for, also if one asks for more meanwhile. */
async function pauseOf(budget: Budget): Promise<void> {
  for (;;) {
    const pause = budget.pausedUntil - Date.now();
    if (pause <= 0) return;
    await wait(pause, undefined, { signal: budget.deadline });
  }
}

/**
 * Milliseconds. `Retry-After` says after how many seconds, or when; `X-RateLimit-Reset` says when, in seconds since 1970. What
 * is over already says nothing.
 */
export function retryDelay(headers: Headers, now: number): number {
  const retryAfter = headers.get("retry-after") ?? "";
  const untilRetry = isWholeNumber(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
  const reset = headers.get("x-ratelimit-reset") ?? "";
  const untilReset = isWholeNumber(reset) ? Number(reset) * 1000 - now : 0;
  const stated = [untilRetry, untilReset].find((delay) => delay > 0) ?? DEFAULT_RETRY_DELAY;
  return Math.max(MINIMUM_RETRY_DELAY, stated);
}

function isWholeNumber(text: string): boolean {
  return /^\d+$/.test(text.trim());
}
