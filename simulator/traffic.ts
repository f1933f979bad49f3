import { setTimeout as wait } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { tooManyRequests } from "./errors";
import { CONTROL_PREFIX } from "./request-journal";
import { MAXIMUM_WHOLE } from "./schema";
import type { Clock } from "./tenant/clock";
import { TokenBucket, type RateLimit } from "./tenant/token-bucket";

/**
 * The rate limits that Auth0 documents for its public cloud: of an Enterprise plan's production tenants, and of its other
 * tenants.
 */
export const RATE_LIMITS = {
  enterpriseProduction: { burst: 50, perSecond: 16 },
  enterpriseOther: { burst: 10, perSecond: 2 },
} as const satisfies Record<string, RateLimit>;

/** How late the tenant answers, and how many calls its Management API takes. */
export class Traffic {
  private latency = 0;
  private bucket?: TokenBucket;

  constructor(private readonly clock: Clock) {}

  /**
   * From now on each answer comes so many milliseconds after the tenant has done what it was asked.
   *
   * @throws Error for a number below 0, and for one that no timer takes
   */
  delayAnswers(milliseconds: number): void {
    if (!(milliseconds >= 0 && milliseconds <= MAXIMUM_WHOLE)) {
      throw new Error(`latency is ${milliseconds}: give milliseconds, from 0 to ${MAXIMUM_WHOLE}`);
    }
    this.latency = milliseconds;
  }

  /**
   * From now on, and from a full bucket, the Management API takes only so many calls of all its callers together; without
   * a limit it takes all.
   *
   * @throws Error for a bucket that could not hold a token, or would never fill
   */
  limitRate(limit?: RateLimit): void {
    if (limit && !(Number.isInteger(limit.burst) && limit.burst >= 1 && limit.perSecond > 0)) {
      throw new Error(
        `the rate limit is ${JSON.stringify(limit)}: burst must be a whole number from 1, and perSecond more than 0`,
      );
    }
    this.bucket = limit && new TokenBucket(limit, this.clock);
  }

  settings(): { latency: number; rateLimit: RateLimit | null } {
    return { latency: this.latency, rateLimit: this.bucket?.limit ?? null };
  }

  /** How many calls the Management API would take at once now; undefined where it takes all. */
  get callsLeft(): number | undefined {
    return this.bucket?.level;
  }

  shape(app: FastifyInstance): void {
    app.addHook("onRequest", (request, reply, done) => {
      const { bucket } = this;
      if (!bucket || !request.url.startsWith("/api/v2/")) return done();
      const { conforming, remaining, fullAt } = bucket.take();
      // That the reset is when the bucket is full is how Auth0's own limiter, github.com/auth0/limitd-redis, counts it.
      void reply.headers({
        "x-ratelimit-limit": bucket.limit.burst,
        "x-ratelimit-remaining": remaining,
        "x-ratelimit-reset": Math.ceil(fullAt / 1000),
      });
      if (!conforming) throw tooManyRequests("Global limit has been reached");
      done();
    });

    app.addHook("onSend", async (request) => {
      if (this.latency === 0 || request.url.startsWith(CONTROL_PREFIX)) return;
      await wait(this.latency, undefined, { ref: false });
    });
  }
}
