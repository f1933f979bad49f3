import { shareLeft } from "../../tenant/rate-limit";
import type { TenantFacts } from "../examination/facts";
import { note, ok, type Finding } from "../finding";

/** Auth0 writes `api_limit_warning` to the tenant's log once four fifths are used. Source: Auth0 docs, "Rate Limit Policy". */
const LITTLE = 0.2;

/** How close the tenant came to its rate limit during the examination. */
export function checkRateLimit({ rateLimit }: TenantFacts): Finding[] {
  if (!rateLimit) {
    return [
      note({
        what: "the tenant does not state how close it is to its rate limit",
        why: "a login costs one call, one more for each session that it ends, and now and then one for a token",
        advice: "compare the logins in your busiest minute with the limits of your plan",
      }),
    ];
  }
  const { limit, remaining, reset } = rateLimit;
  const until = reset === undefined ? "" : `, until ${new Date(reset).toISOString()}`;
  const what = `at the lowest point, the Management API had ${remaining} of ${limit} requests left${until}`;
  if (shareLeft(rateLimit) > LITTLE) return [ok(what)];
  return [
    note({
      what,
      why: "at the limit, the tenant refuses the Action's calls too: sessions remain until the user's next login, or logins are refused if onFailure says so",
      advice: "find out what else calls the Management API, such as a migration, or ask Auth0 for a higher limit",
    }),
  ];
}
