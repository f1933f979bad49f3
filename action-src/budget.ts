import { Failure } from "./failure";

/** What a login may cost, and has cost so far. Times are milliseconds. */
export class Budget {
  /** Requests made to the tenant. */
  calls = 0;
  /** Until then none is to be made, in milliseconds since 1970. */
  pausedUntil = 0;
  private readonly started = Date.now();
  private readonly abort = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly milliseconds: number) {
    this.timer = setTimeout(() => this.end(), milliseconds);
  }

  get spent(): number {
    return Date.now() - this.started;
  }

  /** The timer alone would not tell: it does not run while a module loads. */
  get isSpent(): boolean {
    return this.spent >= this.milliseconds;
  }

  /** Aborted once the time is over. */
  get deadline(): AbortSignal {
    if (this.isSpent) this.end();
    return this.abort.signal;
  }

  allows(wait: number): boolean {
    return this.spent + wait < this.milliseconds;
  }

  /** A pause never cuts a longer one short. */
  pause(milliseconds: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, Date.now() + milliseconds);
  }

  /** Nothing of this login, neither a request nor a timer, outlives it. */
  end(): void {
    clearTimeout(this.timer);
    this.abort.abort(new Failure("TimeoutError"));
  }
}
