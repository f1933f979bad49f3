import type { Budget } from "./budget";
import type { RateLimit } from "./rate-limit";

/** What two calls take, in milliseconds: a login that has no more left is not let wait until then. */
const TIME_TO_ACT = 100;

/** The requests of one login to an API, within its time and the API's rate limit. */
export class Requests {
  /** Calls that there is room for already. */
  private reserved = 0;

  constructor(
    private readonly rateLimit: RateLimit,
    private readonly budget: Budget,
  ) {
    budget.deadline.addEventListener("abort", () => this.giveBack());
  }

  /** Waits for room for some calls, after the logins that have made some. Rejects if there will be none in time. */
  async reserve(calls: number): Promise<void> {
    await this.take(calls, false);
    this.reserved += calls;
  }

  /** After a 429, asks again, unless that would be too late. */
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

  /** Once more if the connection broke: the other side may have closed it since the last login. */
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

  /** What turned out to be unnecessary is for others. */
  private giveBack(): void {
    this.rateLimit.giveBack(this.reserved);
    this.reserved = 0;
  }
}
