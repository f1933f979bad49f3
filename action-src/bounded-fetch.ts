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
    const signal = init?.signal ? AbortSignal.any([init.signal, budget.deadline]) : budget.deadline;
    const send = () => {
      signal.throwIfAborted();
      budget.calls += 1;
      return fetch(input, { ...init, signal });
    };
    for (;;) {
      const pause = budget.pausedUntil - Date.now();
      if (pause > 0) await wait(pause, undefined, { signal });
      // Once more where the connection broke: a warm instance may hold one that the other side has closed.
      const response = await send().catch(send);
      const delay = retryDelay(response.headers, Date.now());
      if (response.status !== 429 || !budget.allows(delay)) return response;
      budget.pausedUntil = Date.now() + delay;
      await response.body?.cancel();
    }
  };
}

/** Milliseconds. The Management API says when, in seconds since 1970; Auth0's quotas say after how many seconds. */
export function retryDelay(headers: Headers, now: number): number {
  const retryAfter = Number.parseInt(headers.get("retry-after") ?? "", 10) * 1000;
  const untilReset = Number.parseInt(headers.get("x-ratelimit-reset") ?? "", 10) * 1000 - now;
  const stated = [retryAfter, untilReset].find((delay) => !Number.isNaN(delay));
  return Math.max(MINIMUM_RETRY_DELAY, stated ?? DEFAULT_RETRY_DELAY);
}
