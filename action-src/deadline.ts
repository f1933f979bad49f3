/** When the time that a login may be held up is over. */
export class Deadline {
  /** Aborts whatever is still under way then. */
  readonly signal: AbortSignal;
  private readonly end: number;

  /** @param budget milliseconds */
  constructor(budget: number) {
    this.signal = AbortSignal.timeout(budget);
    this.end = Date.now() + budget;
  }

  /** Whether there is time to wait so long and still do something. */
  allows(milliseconds: number): boolean {
    return Date.now() + milliseconds < this.end;
  }
}
