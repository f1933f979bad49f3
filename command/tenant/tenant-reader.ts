import { ManagementClient } from "auth0";
import { describeError, refusalOf } from "./api-error";
import type { Unread } from "../doctor/examination/facts";
import type { Pace } from "./pace";
import { readRateLimit, tighter, type RateLimit } from "./rate-limit";

const MAXIMUM_RETRIES = 3;

/** The timeout for one request and its answer, in milliseconds. */
const TIMEOUT = 10_000;

/** How a reader treats others who share the tenant's rate limit. */
export interface Courtesy {
  /** Called when the tenant is at its rate limit, so that the reader has to wait. */
  readonly onRateLimit?: () => void;
  /** Limits the reader to its share. */
  readonly pace?: Pace;
}

/** Reads a tenant with an access token, and records what it could not read and how close it came to the rate limit. */
export class TenantReader {
  readonly management: ManagementClient;
  readonly unread: Unread[] = [];
  /** The tightest rate limit that any answer stated. */
  rateLimit: RateLimit | undefined;

  constructor(domain: string, token: string | (() => Promise<string>), { onRateLimit, pace }: Courtesy = {}) {
    this.management = new ManagementClient({
      domain,
      token,
      // The SDK leaves the timer of a failed request running, which would keep the process from ending.
      timeoutInSeconds: 0,
      // After a 429, the SDK waits as long as the answer says, but at most a minute.
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

  /** What `call` returns, or undefined if the tenant refuses it. */
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
