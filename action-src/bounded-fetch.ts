import { setTimeout as wait } from "node:timers/promises";
import type { Deadline } from "./deadline";

/** How long to wait after a 429 that does not say, in milliseconds. */
const DEFAULT_RETRY_DELAY = 1000;

/** The least to wait after a 429, in milliseconds, whatever its headers say: clocks differ. */
const MINIMUM_RETRY_DELAY = 100;

/**
 * A `fetch` that ends with the deadline, also while it reads a slow answer. A 429 is asked again once its headers allow
 * it, or returned where that would be too late.
 *
 * The SDK's own retries are not used: a single wait of theirs can last 60 seconds, three times as long as Auth0 lets an
 * Action run.
 */
export function boundedFetch(deadline: Deadline): typeof fetch {
  return async (input, init) => {
    const signal = init?.signal ? AbortSignal.any([init.signal, deadline.signal]) : deadline.signal;
    for (;;) {
      const response = await fetch(input, { ...init, signal });
      const delay = retryDelay(response.headers, Date.now());
      if (response.status !== 429 || !deadline.allows(delay)) return response;
      await response.body?.cancel();
      await wait(delay, undefined, { signal });
    }
  };
}

/**
 * Milliseconds until a rate limit allows another request. Auth0 sends `X-RateLimit-Reset`, in seconds since 1970, for the
 * Management API, and `Retry-After`, in seconds, for its quotas.
 */
export function retryDelay(headers: Headers, now: number): number {
  const retryAfter = Number.parseInt(headers.get("retry-after") ?? "", 10) * 1000;
  const untilReset = Number.parseInt(headers.get("x-ratelimit-reset") ?? "", 10) * 1000 - now;
  const stated = [retryAfter, untilReset].find((delay) => !Number.isNaN(delay));
  return Math.max(MINIMUM_RETRY_DELAY, stated ?? DEFAULT_RETRY_DELAY);
}
