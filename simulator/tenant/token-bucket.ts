import type { Clock } from "./clock";

/** How many calls a tenant takes: a bucket of `burst` tokens, one a call, that fills at `perSecond` tokens a second. */
export interface RateLimit {
  burst: number;
  perSecond: number;
}

/** What a call takes from the bucket. */
export interface Taken {
  /** Whether there was a token; a call without one is refused, and costs nothing. */
  conforming: boolean;
  /** Whole tokens that are left. */
  remaining: number;
  /** Milliseconds since the Unix epoch at which the bucket is full again, if nobody calls meanwhile. */
  fullAt: number;
}

export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  /** Full at first. */
  constructor(
    readonly limit: RateLimit,
    private readonly clock: Clock,
  ) {
    this.tokens = limit.burst;
    this.filledAt = clock.milliseconds;
  }

  take(): Taken {
    this.fill();
    const { burst, perSecond } = this.limit;
    const conforming = this.tokens >= 1;
    if (conforming) this.tokens -= 1;
    const untilFull = ((burst - this.tokens) / perSecond) * 1000;
    return { conforming, remaining: Math.floor(this.tokens), fullAt: this.filledAt + untilFull };
  }

  /** Whole tokens that are there now. */
  get level(): number {
    this.fill();
    return Math.floor(this.tokens);
  }

  private fill(): void {
    const now = this.clock.milliseconds;
    const seconds = Math.max(0, now - this.filledAt) / 1000;
    this.tokens = Math.min(this.limit.burst, this.tokens + seconds * this.limit.perSecond);
    this.filledAt = now;
  }
}
