import type { PolicyDocument } from "../../action-src/policy";

/** The default policy, but for what a test says. */
export function policyOf(policy: Partial<PolicyDocument> = {}): PolicyDocument {
  return {
    maxSessions: 1,
    whenExceeded: "revoke-oldest",
    denialMessage: "too many",
    refreshTokens: "keep",
    rules: [],
    enforcement: "enforce",
    checkOnReuse: false,
    onFailure: "allow-login",
    timeBudget: 5000,
    ...policy,
  };
}
