import { ManagementClient } from "auth0";
import { describeError, refusalOf } from "./api-error";
import type { Unread } from "../doctor/examination/facts";
import type { Pace } from "./pace";
import { readRateLimit, tighter, type RateLimit } from "./rate-limit";

const MAXIMUM_RETRIES = 3;

/** For one request and its answer, in milliseconds. */
const TIMEOUT = 10_000;

/** What a reader does for the others who use the tenant's rate limit. */
export interface Courtesy {
  /** Hears that an answer has to be waited for. */
  readonly onRateLimit?: () => void;
  /** Leaves others their part. */
  readonly pace?: Pace;
}

/** Reads a tenant with an access token, and keeps what it noticed on the way. */
export class TenantReader {
  readonly management: ManagementClient;
  readonly unread: Unread[] = [];
  /** The tightest that an answer told of. */
  rateLimit: RateLimit | undefined;

  constructor(domain: string, token: string | (() => Promise<string>), { onRateLimit, pace }: Courtesy = {}) {
    this.management = new ManagementClient({
      domain,
      token,
      // The SDK leaves the timer of a failed request running, which keeps the process from ending.
      timeoutInSeconds: 0,
      // After a 429 the SDK waits as long as the answer says, a minute at most.
      maxRetries: MAXIMUM_RETRIES,
      fetch: async (input, init) => {
        await pace?.turn();
        const response = await fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT) });
        const rateLimit = readRateLimit(response.headers);
        pace?.saw(rateLimit);
        this.rateLimit = tighter(this.rateLimit, rateLimit);
        if (response.status === 429) onRateLimit?.();
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
      const refusal = refusalOf(failure);
      this.unread.push({ what, scope, insufficientScope: refusal === "scope", refusal, reason });
      return undefined;
    }
  }
}
