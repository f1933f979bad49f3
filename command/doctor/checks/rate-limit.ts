import { shareLeft } from "../../tenant/rate-limit";
import type { TenantFacts } from "../examination/facts";
import { note, ok, type Finding } from "../finding";

/** Auth0 writes `api_limit_warning` to the tenant's log when four fifths are used. Source: Auth0 docs, "Rate Limit Policy". */
const LITTLE = 0.2;

/** How near the tenant was to its rate limit, while the doctor looked. */
export function checkRateLimit({ rateLimit }: TenantFacts): Finding[] {
  if (!rateLimit) {
    return [
      note({
        what: "how near the tenant is to its rate limit is not stated by the tenant",
        why: "a login costs the Action a call, one more for each session that it ends, and a token now and then",
        advice: "hold the logins of your busiest minute against the limits of your plan",
      }),
    ];
  }
  const { limit, remaining, reset } = rateLimit;
  const until = reset === undefined ? "" : `, until ${new Date(reset).toISOString()}`;
  const what = `the Management API had ${remaining} of ${limit} requests left at the least${until}`;
  if (shareLeft(rateLimit) > LITTLE) return [ok(what)];
  return [
    note({
      what,
      why: "at the limit it refuses the Action's calls too: sessions stay until the user's next login, or logins are refused if onFailure says so",
      advice: "find out who else calls it, such as a migration under way, or ask Auth0 for a higher limit",
    }),
  ];
}
