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
  private waits = 0;

  /**
   * @param share how much of the rate limit may be used, from 0 to 1
   * @param pause waits for as many milliseconds
   */
  constructor(
    private readonly share: number,
    private readonly pause: (milliseconds: number) => Promise<unknown> = wait,
    private readonly now: () => number = Date.now,
  ) {}

  /** Waits until one more request may be made. */
  async turn(): Promise<void> {
    if (!this.latest || !this.isTouched(this.latest)) return;
    await this.pause(Math.min(this.timeToRegain(this.latest) * 2 ** this.waits, LONGEST_PAUSE));
    this.waits += 1;
  }

  /** Hears what an answer tells. */
  saw(rateLimit: RateLimit | undefined): void {
    if (!rateLimit) return;
    this.latest = rateLimit;
    if (!this.isTouched(rateLimit)) this.waits = 0;
  }

  /** Whether no more is left than what belongs to others. */
  private isTouched(rateLimit: RateLimit): boolean {
    return shareLeft(rateLimit) <= 1 - this.share;
  }

  /** The bucket is full at `reset`; of what flows in until then, only the share is ours. */
  private timeToRegain({ reset }: RateLimit): number {
    return Math.max(reset === undefined ? 0 : (reset - this.now()) / this.share, PAUSE);
  }
}
