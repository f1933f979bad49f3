/** How long to wait after a 429 that does not say so, in milliseconds. */
const DEFAULT_DELAY = 1000;

/** The shortest wait, in milliseconds, because clocks differ. */
const MINIMUM_DELAY = 100;

/**
 * How long to wait, in milliseconds. `Retry-After` is in seconds or a date, `X-RateLimit-Reset` in seconds since 1970. A time in
 * the past is ignored.
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
