import { badRequest } from "../errors";

/** Milliseconds that the tenant may be ahead: a thousand years. */
export const FURTHEST = 1000 * 365 * 24 * 60 * 60 * 1000;

/**
 * The tenant's time. No two readings are the same millisecond, the precision of Auth0's timestamps, so that two logins
 * in a row can always be told apart; readings taken faster than one a millisecond run ahead of the wall clock.
 */
export class Clock {
  private latest = 0;
  /** Milliseconds by which the tenant is ahead of this machine; below 0 where it is behind. */
  ahead = 0;

  now(): Date {
    this.latest = Math.max(Date.now() + this.ahead, this.latest + 1);
    return new Date(this.latest);
  }

  /**
   * From now on it is this moment.
   *
   * @param at milliseconds since the Unix epoch
   * @throws Error for one that is no date, or farther away than a thousand years
   */
  set(at: number): void {
    if (!(Math.abs(at - Date.now()) <= FURTHEST)) throw new Error(`the clock cannot be set to ${at}: give a date`);
    this.ahead = at - Date.now();
    this.latest = 0;
  }

  /** No reading so far is later. */
  get latestReading(): number {
    return Math.max(this.milliseconds, this.latest);
  }

  timestamp(): string {
    return this.now().toISOString();
  }

  /** The same since the Unix epoch, for a comparison: taking it moves no later reading. */
  get milliseconds(): number {
    return Date.now() + this.ahead;
  }

  /** A moment of the tenant's in seconds since the Unix epoch, as long ago on this machine as in the tenant. */
  onThisMachine(timestamp: string): number {
    return Math.floor((Date.parse(timestamp) - this.ahead) / 1000);
  }

  present(): string {
    return new Date(this.milliseconds).toISOString();
  }

  /** @throws ManagementApiError 400 for a step back, and for one beyond any date */
  advance(milliseconds: number): void {
    if (!(milliseconds >= 0 && this.ahead + milliseconds <= FURTHEST)) {
      throw badRequest(`${milliseconds} ms cannot pass: give 0 or more, and in all no more than ${FURTHEST}`);
    }
    this.ahead += milliseconds;
  }
}
