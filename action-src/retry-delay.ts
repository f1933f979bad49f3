/** After a 429 that does not say how long to wait, in milliseconds. */
const DEFAULT_DELAY = 1000;

/** Clocks differ. */
const MINIMUM_DELAY = 100;

/**
 * How long a 429 asks to wait, in milliseconds. `Retry-After` is in seconds, or a date; `X-RateLimit-Reset` in seconds since
 * 1970. What is over already says nothing.
 */
export function retryDelay(headers: Headers, now: number): number {
  const retryAfter = readNumber(headers, "retry-after") ?? (Date.parse(headers.get("retry-after") ?? "") - now) / 1000;
  const untilReset = (readNumber(headers, "x-ratelimit-reset") ?? 0) - now / 1000;
  const stated = [retryAfter, untilReset].find((seconds) => seconds > 0);
  return stated === undefined ? DEFAULT_DELAY : Math.max(MINIMUM_DELAY, stated * 1000);
}

export function readNumber(headers: Headers, name: string): number | undefined {
  const text = headers.get(name) ?? "";
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
