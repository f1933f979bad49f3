import * as contract from "../../../contract/action-head";
import type { PolicyDocument } from "../../../contract/policy";
import { readPolicy } from "../../../contract/policy-reader";

/** The configuration that the construct writes above the Action's code. */
export interface ActionHead {
  readonly policy: PolicyDocument;
  /** The Management API's identifier, for which the Action requests access tokens. */
  readonly audience: string;
}

/** Undefined if the code does not begin with what the construct writes, or contains no valid policy. */
export function readActionHead(code: string): ActionHead | undefined {
  const head = contract.readActionHead(code);
  const reading = head && readPolicy(parse(head.policy));
  return head && reading?.ignored.length === 0 ? { policy: reading.policy, audience: head.audience } : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return "";
  }
}
