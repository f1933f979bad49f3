/** How much of a rate limit is left, according to an answer's headers. */
export interface RateLimit {
  readonly limit: number;
  readonly remaining: number;
  /** When the bucket is full again, in milliseconds since 1970; undefined if the headers do not say. */
  readonly reset?: number;
}

/** Source: Auth0 docs, "Rate Limit Policy": `X-RateLimit-Limit`, `-Remaining` and, in seconds since 1970, `-Reset`. */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const read = (name: string) => Number.parseInt(headers.get(`x-ratelimit-${name}`) ?? "", 10);
  const [limit, remaining, reset] = [read("limit"), read("remaining"), read("reset")];
  if (!(limit > 0) || Number.isNaN(remaining)) return undefined;
  return { limit, remaining, reset: Number.isNaN(reset) ? undefined : reset * 1000 };
}

/** The rate limit with the smaller share left. Two answers may state different limits. */
export function tighter(a: RateLimit | undefined, b: RateLimit | undefined): RateLimit | undefined {
  if (!a || !b) return a ?? b;
  return shareLeft(b) < shareLeft(a) ? b : a;
}

/** The share of the rate limit that is left, from 0 to 1. */
export function shareLeft({ limit, remaining }: RateLimit): number {
  return remaining / limit;
}
