import type { TenantFacts, Unread } from "../examination/facts";
import { problem, type Finding } from "../finding";

/** What the doctor could not read, so that silence is not mistaken for health. */
export function checkUnread({ unread }: TenantFacts): Finding[] {
  const scopes = [...new Set(unread.filter((part) => part.insufficientScope).map(({ scope }) => scope))];
  const refusals = unread.filter((part) => !part.insufficientScope);
  return [...scopes.map((scope) => missingScope(scope, unread)), ...refusals.map(refusal)];
}

function missingScope(scope: string, unread: readonly Unread[]): Finding {
  const parts = unread.filter((part) => part.insufficientScope && part.scope === scope).map(({ what }) => what);
  return problem({
    what: `the doctor may not read ${parts.join(" and ")}: it lacks the scope ${scope}`,
    why: "what the doctor cannot see may be broken",
    advice: `grant ${scope} to the doctor's client`,
  });
}

function refusal({ what, reason, refusal }: Unread): Finding {
  return problem({
    what: `the tenant did not let the doctor read ${what}: ${reason}`,
    why: "what the doctor cannot see may be broken",
    advice: ADVICE[refusal ?? "none"],
  });
}

const ASK_AUTH0 = "ask Auth0 whether the tenant's plan includes it and whether it is enabled";
const ADVICE = {
  none: "run the doctor again; if AUTH0_API_TOKEN is set, get a new token",
  scope: "grant the scope to the doctor's client",
  plan: "ask Auth0 whether the tenant's plan includes it",
  feature: "ask Auth0 to enable it for the tenant",
  unknown: ASK_AUTH0,
};
