import { ManagementClient } from "auth0";
import { describeError, refusalOf } from "./api-error";
import type { Unread } from "../doctor/examination/facts";
import { readRateLimit, tighter, type RateLimit } from "./rate-limit";

const MAXIMUM_RETRIES = 3;

/** Reads a tenant with one access token, and keeps what it noticed on the way. */
export class TenantReader {
  readonly management: ManagementClient;
  readonly unread: Unread[] = [];
  /** The tightest that an answer told of. */
  rateLimit: RateLimit | undefined;

  /** @param onRateLimit hears that an answer has to be waited for */
  constructor(domain: string, token: string, onRateLimit: () => void = () => {}) {
    this.management = new ManagementClient({
      domain,
      token,
      timeoutInSeconds: 10,
      // After a 429 the SDK waits as long as the answer says, a minute at most.
      maxRetries: MAXIMUM_RETRIES,
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        this.rateLimit = tighter(this.rateLimit, readRateLimit(response.headers));
        if (response.status === 429) onRateLimit();
        return response;
      },
    });
  }

  /** What `call` gives, or undefined where the tenant refuses it. */
  async read<T>(what: string, scope: string, call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      const failure = describeError(error);
      const { reason } = failure;
      this.unread.push({ what, scope, insufficientScope: refusalOf(failure) === "scope", reason });
      return undefined;
    }
  }
}
