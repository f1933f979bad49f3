import { isGiven } from "../contract/fields";
import type { SessionConditions, SessionPolicyProps, SessionRule } from "../contract/policy";
import { POLICY } from "../contract/policy-fields";
import { given, problemsOf } from "../contract/policy-problems";
import { holdsToken, isToken } from "./terraform/tokens";

/**
 * Everything that is wrong with a policy. Each problem names the path, the value given and what to do. Only the shape of a token
 * is judged, because its value is not known yet.
 */
export function validateSessionPolicy(policy: SessionPolicyProps): string[] {
  const problems = problemsOf(POLICY, policy, "policy", isToken);
  const rulesCanBeRead = !problems.some((problem) => /^policy(\.rules| must)/.test(problem));
  // If the rules are a token, only Terraform knows whether they overlap and whether they refuse logins.
  if (isToken(policy) || !rulesCanBeRead || isToken(policy.rules)) return problems;
  const rules = policy.rules ?? [];
  return [...problems, ...unreachableRules(rules), ...sharedApplications(rules), ...idleProps(policy, rules)];
}

/** A rule is never reached if every login that it matches is matched by an earlier one. */
function unreachableRules(rules: readonly SessionRule[]): string[] {
  return rules.flatMap((rule, index) => {
    const earlier = rules.slice(0, index).findIndex((earlier) => covers(earlier, rule));
    if (earlier === -1) return [];
    const advice = `move it before policy.rules[${earlier}], or remove it`;
    return `policy.rules[${index}].when never applies, because policy.rules[${earlier}] matches first, got: ${given(rule.when)}; ${advice}`;
  });
}

function covers(earlier: SessionRule | null, later: SessionRule | null): boolean {
  if (!earlier || !later || [earlier, later].some((rule) => isToken(rule) || holdsToken(rule.when))) return false;
  const conditions = Object.entries(earlier.when) as [keyof SessionConditions, string[] | null][];
  return conditions.every(([condition, values]) => {
    const wanted = later.when[condition]?.filter(isGiven);
    return !values || wanted?.every((value) => values.includes(value));
  });
}

/** An application that two rules count apart would be under two limits. */
function sharedApplications(rules: readonly (SessionRule | null)[]): string[] {
  const owners = new Map<string, number>();
  return rules.flatMap((rule, index) => {
    if (!rule || isToken(rule) || rule.counts !== "matching" || isToken(rule.when) || isToken(rule.when.clients))
      return [];
    return (rule.when.clients ?? []).flatMap((client) => {
      if (isToken(client)) return [];
      const owner = owners.get(client) ?? index;
      owners.set(client, owner);
      if (owner === index) return [];
      return `policy.rules[${index}].when.clients holds an application that policy.rules[${owner}] already counts apart, got: ${given(client)}; leave it to one of them`;
    });
  });
}

/** The props that only a refusal uses, if the policy refuses nothing. */
function idleProps(policy: SessionPolicyProps, rules: readonly (SessionRule | null)[]): string[] {
  const ways = [policy.whenExceeded, ...rules.map((rule) => (isToken(rule) ? rule : rule?.whenExceeded))];
  if (ways.some((way) => way === "deny-login" || isToken(way))) return [];
  return (["denialMessage", "idleSessionsFreeTheirSlotAfter"] as const)
    .filter((prop) => isGiven(policy[prop]) && !isToken(policy[prop]))
    .map((prop) => {
      const value = given(policy[prop]);
      return `policy.${prop} has no effect unless whenExceeded is "deny-login", got: ${value}; remove it, or refuse logins`;
    });
}
