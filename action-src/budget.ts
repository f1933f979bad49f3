/** What a login may cost, and has cost so far. Times are milliseconds. */
export class Budget {
  /** Requests made to the tenant. */
  calls = 0;
  /** Until then none is to be made, in milliseconds since 1970. */
  pausedUntil = 0;
  readonly deadline: AbortSignal;
  private readonly started = Date.now();

  constructor(private readonly milliseconds: number) {
    this.deadline = AbortSignal.timeout(milliseconds);
  }

  get spent(): number {
    return Date.now() - this.started;
  }

  allows(wait: number): boolean {
    return this.spent + wait < this.milliseconds;
  }
}
