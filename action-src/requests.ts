import type { Budget } from "./budget";
import type { RateLimit } from "./rate-limit";

/** How long two calls take, in milliseconds. No login waits so long that it has less time left. */
const TIME_TO_ACT = 100;

/** One login's requests to an API, within the login's time and the API's rate limit. */
export class Requests {
  /** How many calls already have room. */
  private reserved = 0;

  constructor(
    private readonly rateLimit: RateLimit,
    private readonly budget: Budget,
  ) {
    budget.deadline.addEventListener("abort", () => this.giveBack());
  }

  /** Waits until there is room for the calls, after logins that have already made some. Rejects if there will be no room in time. */
  async reserve(calls: number): Promise<void> {
    await this.take(calls, false);
    this.reserved += calls;
  }

  /** After a 429, tries again, unless that would be too late. */
  readonly fetch: typeof fetch = async (input, init) => {
    if (this.reserved > 0) this.reserved -= 1;
    else await this.take(1, true);
    for (;;) {
      const response = await this.send(input, init);
      if (response.status !== 429) return response;
      try {
        await this.take(1, true);
      } catch {
        return response;
      }
      await response.body?.cancel();
    }
  };

  /** Tries once more if the connection broke, because the other side may have closed it since the last login. */
  private async send(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    const attempt = () => {
      const signal = this.budget.deadline;
      signal.throwIfAborted();
      this.budget.calls += 1;
      return fetch(input, { ...init, signal });
    };
    let response: Response | undefined;
    try {
      return (response = await attempt().catch(attempt));
    } finally {
      this.rateLimit.learn(response);
    }
  }

  private take(calls: number, isUrgent: boolean): Promise<void> {
    return this.rateLimit.take(calls, this.budget.endsAt - TIME_TO_ACT, isUrgent);
  }

  /** Returns room that turned out to be unnecessary, so that others can use it. */
  private giveBack(): void {
    this.rateLimit.giveBack(this.reserved);
    this.reserved = 0;
  }
}
