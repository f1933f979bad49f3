import { inspect } from "node:util";
import type { TenantFacts } from "../examination/facts";
import { note, ok, problem, type Finding } from "../finding";

/** What the Action was configured with, as its own code says. */
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
  why: "somebody edited it, or another version wrote it; the doctor cannot tell what it does, nor which scopes it needs",
  advice: "deploy again, with the version of this package that the doctor is of",
});

const wrongAudience = (found: string, expected: string) =>
  problem({
    what: `the Action asks for tokens of "${found}"; the tenant's Management API is "${expected}"`,
    why: "the tenant gives it no token for anything else",
    advice: "deploy again, with the canonical domain of this tenant in Terraform's provider",
  });

const reportOnly = note({
  what: 'enforcement is "report-only"',
  why: "everything is decided and reported, and nobody's session is ended or login refused",
  advice: 'set enforcement to "enforce" when the reports are as expected',
});
