import { ManagementClient } from "auth0";
import { describeError, isInsufficientScope } from "./api-error";
import type { Unread } from "./facts";
import { readRateLimit, tighter, type RateLimit } from "./rate-limit";

/** Reads a tenant with one access token, and keeps what it noticed on the way. */
export class TenantReader {
  readonly management: ManagementClient;
  readonly unread: Unread[] = [];
  /** The tightest that an answer told of. */
  rateLimit: RateLimit | undefined;

  constructor(domain: string, token: string) {
    this.management = new ManagementClient({
      domain,
      token,
      timeoutInSeconds: 10,
      // A tenant at its rate limit is a finding; asking again would make it worse.
      maxRetries: 0,
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        this.rateLimit = tighter(this.rateLimit, readRateLimit(response.headers));
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
      this.unread.push({ what, scope, insufficientScope: isInsufficientScope(failure), reason });
      return undefined;
    }
  }
}
