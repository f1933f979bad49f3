import type { PolicyDocument } from "../../contract/policy";
import { readPolicy } from "../../contract/policy-reader";

/** The default policy, but for what a test says. */
export function policyOf(policy: Partial<PolicyDocument> = {}): PolicyDocument {
  return { ...readPolicy({})!.policy, denialMessage: "too many", ...policy };
}
