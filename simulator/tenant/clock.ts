/**
 * The tenant's time. No two readings are the same millisecond, the precision of Auth0's timestamps, so that two logins
 * in a row can always be told apart; readings taken faster than one a millisecond run ahead of the wall clock.
 */
export class Clock {
  private latest = 0;
  /** Milliseconds by which the tenant is ahead of this machine. */
  ahead = 0;

  now(): Date {
    this.latest = Math.max(Date.now() + this.ahead, this.latest + 1);
    return new Date(this.latest);
  }

  timestamp(): string {
    return this.now().toISOString();
  }

  /** The same since the Unix epoch, for a comparison: taking it moves no later reading. */
  get milliseconds(): number {
    return Date.now() + this.ahead;
  }

  present(): string {
    return new Date(this.milliseconds).toISOString();
  }

  advance(milliseconds: number): void {
    this.ahead += milliseconds;
  }
}
