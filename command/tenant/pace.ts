import { setTimeout as wait } from "node:timers/promises";
import { shareLeft, type RateLimit } from "./rate-limit";

/** In milliseconds. Auth0 refills a tenant's bucket steadily, by 2 requests a second and more. */
const PAUSE = 1000;

/**
 * Leaves others their part of the tenant's rate limit: where less than that is left, whoever used it, the next request waits.
 */
export class Pace {
  private latest: RateLimit | undefined;

  /**
   * @param share how much of the rate limit may be used, from 0 to 1
   * @param pause waits for as many milliseconds
   */
  constructor(
    private readonly share: number,
    private readonly pause: (milliseconds: number) => Promise<unknown> = wait,
  ) {}

  /** Waits until one more request may be made. */
  async turn(): Promise<void> {
    if (this.latest && shareLeft(this.latest) <= 1 - this.share) await this.pause(PAUSE);
  }

  /** Hears what an answer tells. */
  saw(rateLimit: RateLimit | undefined): void {
    this.latest = rateLimit ?? this.latest;
  }
}
