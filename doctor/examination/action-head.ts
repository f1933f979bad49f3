import { Value } from "@sinclair/typebox/value";
import type { PolicyDocument } from "../../action-src/policy";
import { sessionPolicySchema } from "../../constructs/session-policy-schema";

/** What the construct writes above the Action's code. */
export interface ActionHead {
  readonly policy: PolicyDocument;
  /** The identifier of the Management API that the Action asks for tokens of. */
  readonly audience: string;
}

const HEAD = /^const POLICY = (\{.*?\});\nconst MANAGEMENT_API_AUDIENCE = ("[^"\n]*");$/ms;

/** Undefined where the code does not begin the way the construct writes it, or holds no valid policy. */
export function readActionHead(code: string): ActionHead | undefined {
  const [, policy = "", audience = ""] = HEAD.exec(code) ?? [];
  const head = { policy: parse(policy), audience: parse(audience) };
  return Value.Check(sessionPolicySchema, head.policy) ? (head as ActionHead) : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
