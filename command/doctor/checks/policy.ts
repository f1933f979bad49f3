import { inspect } from "node:util";
import type { TenantFacts } from "../examination/facts";
import { note, ok, problem, type Finding } from "../finding";

/** How the Action is configured, according to its own code. */
export function checkPolicy({ action, audience }: TenantFacts): Finding[] {
  if (!action?.deployed) return [];
  const { head } = action.deployed;
  if (!head) return [unreadable];
  const { policy } = head;
  return [
    ok(`the policy is ${inspect(policy, { depth: null, breakLength: Infinity })}`),
    ...(head.audience === audience ? [] : [wrongAudience(head.audience, audience)]),
    ...(policy.enforcement === "report-only" ? [reportOnly] : []),
  ];
}

const unreadable = problem({
  what: "the Action's code does not begin with a policy that this version of the package knows",
  why: "somebody edited the code, or another version wrote it; the doctor cannot tell what it does or which scopes it needs",
  advice: "redeploy with the same package version as this doctor",
});

const wrongAudience = (found: string, expected: string) =>
  problem({
    what: `the Action requests tokens for "${found}", but the tenant's Management API is "${expected}"`,
    why: "the tenant issues no token for anything else",
    advice: "redeploy with this tenant's canonical domain in Terraform's provider",
  });

const reportOnly = note({
  what: 'enforcement is "report-only"',
  why: "the Action decides and reports everything, but ends no session and refuses no login",
  advice: 'set enforcement to "enforce" once the reports are as expected',
});
