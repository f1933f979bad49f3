/**
 * The tenant's time. No two readings are the same millisecond, the precision of Auth0's timestamps, so that two logins
 * in a row can always be told apart; readings taken faster than one a millisecond run ahead of the wall clock.
 */
export class Clock {
  private latest = 0;

  now(): Date {
    this.latest = Math.max(Date.now(), this.latest + 1);
    return new Date(this.latest);
  }

  timestamp(): string {
    return this.now().toISOString();
  }
}
