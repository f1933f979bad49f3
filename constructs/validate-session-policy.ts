import { Token } from "cdktf";
import type { SessionConditions, SessionPolicyProps, SessionRule } from "../contract/policy";
import { POLICY } from "../contract/policy-fields";
import { problemsOf } from "../contract/policy-problems";
import { holdsToken } from "./terraform/tokens";

/**
 * Everything that is wrong with a policy, each with its path, the value given and what to do. Tokens are not judged: their
 * values are not known yet.
 */
export function validateSessionPolicy(policy: SessionPolicyProps): string[] {
  const problems = problemsOf(POLICY, policy, "policy", (value) => Token.isUnresolved(value));
  const rulesCanBeRead = !problems.some((problem) => problem.startsWith("policy.rules"));
  return rulesCanBeRead ? [...problems, ...unreachableRules(policy.rules ?? []), ...idleProps(policy)] : problems;
}

/** A rule is never reached if every login that it matches is matched by an earlier one. */
function unreachableRules(rules: readonly SessionRule[]): string[] {
  return rules.flatMap(({ when }, index) => {
    const earlier = rules.slice(0, index).findIndex((rule) => covers(rule.when, when));
    if (earlier === -1) return [];
    const advice = `move it before policy.rules[${earlier}], or remove it`;
    return `policy.rules[${index}].when never decides, because policy.rules[${earlier}] matches first, got: ${JSON.stringify(when)}; ${advice}`;
  });
}

function covers(earlier: SessionConditions, later: SessionConditions): boolean {
  if (holdsToken(earlier) || holdsToken(later)) return false;
  return Object.entries(earlier).every(([condition, values]: [string, string[]]) => {
    const wanted = later[condition as keyof SessionConditions];
    return wanted?.every((value) => values.includes(value));
  });
}

/** What only a refusal uses, in a policy that refuses nothing. */
function idleProps(policy: SessionPolicyProps): string[] {
  const ways = [policy.whenExceeded, ...(policy.rules ?? []).map((rule) => rule.whenExceeded)];
  if (ways.includes("deny-login") || ways.some(holdsToken)) return [];
  return (["denialMessage", "idleSessionsFreeTheirSlotAfter"] as const)
    .filter((prop) => policy[prop] !== undefined)
    .map((prop) => {
      const given = `got: ${JSON.stringify(policy[prop])}`;
      return `policy.${prop} has no effect unless whenExceeded is "deny-login", ${given}; remove it, or refuse logins`;
    });
}
