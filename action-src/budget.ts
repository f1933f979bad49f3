import { Failure } from "./failure";

/** What a login may cost and has cost so far. Times are in milliseconds. */
export class Budget {
  /** The number of requests made to the tenant. */
  calls = 0;
  /** In milliseconds since 1970. */
  readonly endsAt: number;
  private readonly started = Date.now();
  private readonly abort = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(milliseconds: number) {
    this.endsAt = this.started + milliseconds;
    this.timer = setTimeout(() => this.end(), milliseconds);
  }

  get spent(): number {
    return Date.now() - this.started;
  }

  /** The timer alone is not enough, because it does not run while a module loads. */
  get isSpent(): boolean {
    return Date.now() >= this.endsAt;
  }

  /** Aborted once the time has run out. */
  get deadline(): AbortSignal {
    if (this.isSpent) this.end();
    return this.abort.signal;
  }

  /** Ends what this login has started, so that no request or timer outlives it. */
  end(): void {
    clearTimeout(this.timer);
    this.abort.abort(new Failure("TimeoutError"));
  }
}
