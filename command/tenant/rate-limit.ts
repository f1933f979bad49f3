/** How much of a rate limit is left, as an answer's headers tell it. */
export interface RateLimit {
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds since 1970; undefined where the headers do not say. */
  readonly reset?: number;
}

/** Source: Auth0 docs, "Rate Limit Policy": `X-RateLimit-Limit`, `-Remaining` and, in seconds since 1970, `-Reset`. */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const read = (name: string) => Number.parseInt(headers.get(`x-ratelimit-${name}`) ?? "", 10);
  const [limit, remaining, reset] = [read("limit"), read("remaining"), read("reset")];
  if (!(limit > 0) || Number.isNaN(remaining)) return undefined;
  return { limit, remaining, reset: Number.isNaN(reset) ? undefined : reset * 1000 };
}

/** The one of which less is left. An answer may speak of another limit than the one before. */
export function tighter(a: RateLimit | undefined, b: RateLimit | undefined): RateLimit | undefined {
  if (!a || !b) return a ?? b;
  return shareLeft(b) < shareLeft(a) ? b : a;
}

/** From 0 to 1. */
export function shareLeft({ limit, remaining }: RateLimit): number {
  return remaining / limit;
}
