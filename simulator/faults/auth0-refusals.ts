import { forbidden, tooManyRequests, type ManagementApiError } from "../errors";
import type { Clock } from "../tenant/clock";
import { RATE_LIMITS } from "../traffic";
import type { Fault } from "./fault";

/** Of the three, only the first is recorded of session endpoints; the others are of other endpoints, where the words vary. */
const MESSAGES = {
  insufficient_scope: "Insufficient scope",
  insufficient_entitlement: "Please upgrade your subscription to use this feature",
  feature_not_enabled: "This feature is not enabled for this tenant",
};

/** What Auth0 itself would refuse with, and the headers that come along; undefined for other faults. */
export function refusalBy(
  fault: Fault | undefined,
  clock: Clock,
): { error: ManagementApiError; headers: Record<string, number> } | undefined {
  if (fault?.kind === "forbidden") return { error: forbidden(MESSAGES[fault.errorCode], fault.errorCode), headers: {} };
  if (fault?.kind !== "rate limited") return undefined;
  const reset = Math.ceil(clock.milliseconds / 1000) + (fault.seconds ?? 1);
  return {
    error: tooManyRequests("Global limit has been reached"),
    headers: {
      "x-ratelimit-limit": RATE_LIMITS.enterpriseProduction.burst,
      "x-ratelimit-remaining": 0,
      "x-ratelimit-reset": reset,
    },
  };
}
