import { setTimeout as wait } from "node:timers/promises";
import { shareLeft, type RateLimit } from "./rate-limit";

/** How long to wait if the tenant does not say when its bucket is full again, in milliseconds. */
const PAUSE = 1000;

/** The longest wait, in milliseconds. */
const LONGEST_PAUSE = 60_000;

/**
 * Uses at most a share of the tenant's rate limit and leaves the rest to others. Requests follow one another until the bucket holds
 * no more than what belongs to others, whoever used it. The next request then waits for as long as the share takes to refill. If it
 * has not refilled by then, others need more, and each further wait is twice as long.
 */
export class Pace {
  private latest: RateLimit | undefined;
  /** How many requests were made since the last wait. `since` is when that wait ended. */
  private made = 0;
  private since: number;
  private waits = 0;

  /**
   * @param share how much of the rate limit may be used, from 0 to 1
   * @param pause waits for the given number of milliseconds
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

  /** Takes note of the rate limit that an answer states. */
  saw(rateLimit: RateLimit | undefined): void {
    if (!rateLimit) return;
    this.latest = rateLimit;
    const othersCall = rateLimit.remaining < rateLimit.limit - 1;
    if (!othersCall || !this.isTouched(rateLimit)) this.waits = 0;
  }

  /** Whether only what belongs to others is left. */
  private isTouched(rateLimit: RateLimit): boolean {
    return shareLeft(rateLimit) <= 1 - this.share;
  }

  /**
   * How long to wait, in milliseconds: until the bucket would be full if nobody else called, and until our share of the refill has
   * paid for the requests that were made.
   */
  private timeToRegain({ limit, remaining, reset }: RateLimit): number {
    const now = this.now();
    const untilFull = (reset ?? now) - now;
    const perRequest = untilFull / (limit - remaining) / this.share;
    return Math.max(untilFull, this.made * perRequest - (now - this.since), PAUSE);
  }
}
