import { readActionHead } from "../../contract/action-head";
import { readPolicy } from "../../contract/policy-reader";
import type { CanonicalTenant } from "./canonical-tenant";

/**
 * The tenant with the policy as the Action reads it, because the module's JSON holds null for what is not given; and without the
 * ids of credentials.
 */
export function withReadPolicy(tenant: CanonicalTenant): object {
  const contents = (action: Contents) => ({ ...action, code: readCode(action.code!) });
  const actions = tenant.actions.map((action) => ({
    ...action,
    draft: contents(action.draft),
    deployed: contents(action.deployed),
  }));
  const text = JSON.stringify({ ...tenant, actions }).replace(/"cred_\w+"/g, '"cred_…"');
  return JSON.parse(text) as object;
}

type Contents = CanonicalTenant["actions"][number]["draft"];

/** The code of another Action stays as it is. */
function readCode(code: string): object | string {
  const head = readActionHead(code);
  if (!head) return code;
  const policy = JSON.parse(JSON.stringify(readPolicy(JSON.parse(head.policy)))) as object;
  return { policy, audience: head.audience, rest: code.slice(code.indexOf("MANAGEMENT_API_AUDIENCE =")) };
}
