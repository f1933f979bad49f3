import type { PolicyDocument } from "../../action-src/policy";

/** The default policy, but for what a test says. */
export function policyOf(policy: Partial<PolicyDocument> = {}): PolicyDocument {
  return { maxSessions: 1, refreshTokens: "keep", timeBudget: 5000, ...policy };
}
