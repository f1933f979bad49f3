import { Value, ValueErrorType, type ValueError } from "@sinclair/typebox/value";
import type { SessionConditions, SessionPolicyProps, SessionRule } from "./session-policy-props";
import { sessionPolicySchema } from "./session-policy-schema";
import { holdsToken } from "./terraform/tokens";

/**
 * Everything that is wrong with a policy, each with its path, the value given and what to do. Tokens are not judged: their
 * values are not known yet.
 */
export function validateSessionPolicy(policy: SessionPolicyProps): string[] {
  const malformed = malformedValues(policy);
  const problems = malformed.map(describe);
  const rulesCanBeRead = !malformed.some(({ path }) => path.startsWith("/rules"));
  return rulesCanBeRead ? [...problems, ...unreachableRules(policy.rules ?? []), ...idleProps(policy)] : problems;
}

function malformedValues(policy: SessionPolicyProps): ValueError[] {
  const errors = [...Value.Errors(sessionPolicySchema, policy)].filter(({ value }) => !holdsToken(value));
  const firstOfEach = new Map(errors.reverse().map((error) => [error.path, error]));
  return [...firstOfEach.values()].reverse();
}

function describe({ type, path, value, schema }: ValueError): string {
  const name = `policy${path.replace(/\/(\d+)/g, "[$1]").replace(/\//g, ".")}`;
  const given = `got: ${typeof value === "number" ? value : JSON.stringify(value)}`;
  if (type !== ValueErrorType.ObjectAdditionalProperties) return `${name} must be ${schema.description}, ${given}`;
  const known = Object.keys(schema.properties as object).join(", ");
  return `${name} is unknown, ${given}; remove it, or write one of: ${known}`;
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
