import { setTimeout as wait } from "node:timers/promises";
import type { Budget } from "./budget";

/** After a 429 that does not say how long to wait, in milliseconds. */
const DEFAULT_RETRY_DELAY = 1000;

/** Clocks differ. */
const MINIMUM_RETRY_DELAY = 100;

/**
 * A `fetch` that ends with the budget, also while it reads a slow answer. A 429 is asked again when its headers allow it,
 * or returned where that is too late. The SDK's own retries may wait 60 seconds each; Auth0 stops an Action after 20.
 */
export function boundedFetch(budget: Budget): typeof fetch {
  return async (input, init) => {
    const signal = init?.signal ? AbortSignal.any([init.signal, budget.deadline]) : budget.deadline;
    for (;;) {
      budget.calls += 1;
      const response = await fetch(input, { ...init, signal });
      const delay = retryDelay(response.headers, Date.now());
      if (response.status !== 429 || !budget.allows(delay)) return response;
      await response.body?.cancel();
      await wait(delay, undefined, { signal });
    }
  };
}

/**
 * Milliseconds until a rate limit allows another request. The Management API sends `X-RateLimit-Reset`, in seconds since
 * 1970; Auth0's quotas send `Retry-After`, in seconds.
 */
export function retryDelay(headers: Headers, now: number): number {
  const retryAfter = Number.parseInt(headers.get("retry-after") ?? "", 10) * 1000;
  const untilReset = Number.parseInt(headers.get("x-ratelimit-reset") ?? "", 10) * 1000 - now;
  const stated = [retryAfter, untilReset].find((delay) => !Number.isNaN(delay));
  return Math.max(MINIMUM_RETRY_DELAY, stated ?? DEFAULT_RETRY_DELAY);
}
