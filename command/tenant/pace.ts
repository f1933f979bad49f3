import { setTimeout as wait } from "node:timers/promises";
import { shareLeft, type RateLimit } from "./rate-limit";

/** In milliseconds, where the tenant does not say when its bucket is full again. */
const PAUSE = 1000;

/** In milliseconds. */
const LONGEST_PAUSE = 60_000;

/**
 * Uses no more than a share of the tenant's rate limit, and leaves others the rest. Requests follow one another until the bucket
 * holds no more than what belongs to others, whoever used it; the next one waits for as long as the share takes to come back. Where
 * it did not come back, others need more: each further wait is twice as long.
 */
export class Pace {
  private latest: RateLimit | undefined;
  /** Requests since the last wait, and when it was over. */
  private made = 0;
  private since: number;
  private waits = 0;

  /**
   * @param share how much of the rate limit may be used, from 0 to 1
   * @param pause waits for as many milliseconds
   */
  constructor(
    private readonly share: number,
    private readonly pause: (milliseconds: number) => Promise<unknown> = wait,
    private readonly now: () => number = Date.now,
  ) {
    this.since = now();
  }

  /** Waits until one more request may be made. */
  async turn(): Promise<void> {
    if (this.latest && this.isTouched(this.latest)) {
      await this.pause(Math.min(this.timeToRegain(this.latest) * 2 ** this.waits, LONGEST_PAUSE));
      this.waits += 1;
      this.made = 0;
      this.since = this.now();
    }
    this.made += 1;
  }

  /** Hears what an answer tells. */
  saw(rateLimit: RateLimit | undefined): void {
    if (!rateLimit) return;
    this.latest = rateLimit;
    const othersCall = rateLimit.remaining < rateLimit.limit - 1;
    if (!othersCall || !this.isTouched(rateLimit)) this.waits = 0;
  }

  /** Whether no more is left than what belongs to others. */
  private isTouched(rateLimit: RateLimit): boolean {
    return shareLeft(rateLimit) <= 1 - this.share;
  }

  /**
   * Until the bucket is full, if nobody else calls; and until our share of what flows in has paid for the requests that were made.
   */
  private timeToRegain({ limit, remaining, reset }: RateLimit): number {
    const now = this.now();
    const untilFull = (reset ?? now) - now;
    const perRequest = untilFull / (limit - remaining) / this.share;
    return Math.max(untilFull, this.made * perRequest - (now - this.since), PAUSE);
  }
}
