import { readActionHead } from "../examination/action-head";
import type { BoundAction, TenantFacts } from "../examination/facts";
import { note, problem, type Finding } from "../finding";

/** Calls that end sessions, of any version of the SDK and of the API itself. */
const ENDS_SESSIONS =
  /\bsessions\s*\.\s*(delete|revoke)\w*\s*\(|\bdeleteUserSessions\b|\/api\/v2\/(users\/.*\/)?sessions\b/;

/** Whether another Action on the trigger also limits sessions. This is a heuristic on the Actions' code. */
export function checkOtherLimits({ action, bound = [] }: TenantFacts): Finding[] {
  if (!bound.some(({ id }) => id === action?.id)) return [];
  return bound.filter(({ id }) => id !== action?.id).flatMap(judge);
}

function judge({ name, code = "" }: BoundAction): Finding[] {
  const head = readActionHead(code);
  if (head) return head.policy.enforcement === "enforce" ? [secondLimit(name)] : [];
  return ENDS_SESSIONS.test(code) ? [foreignLimit(name)] : [];
}

const secondLimit = (name: string) =>
  note({
    what: `"${name}" limits sessions at the same logins, with a policy of its own`,
    why: "both count all of a user's sessions, so the stricter one decides, and each login costs the calls of both",
    advice: "merge the two into one policy, with rules for what differs",
  });

const foreignLimit = (name: string) =>
  problem({
    what: `"${name}" ends sessions at the same logins, judging by its code (heuristic)`,
    why: "the Action from Auth0's support article, for instance, ends sessions that the policy keeps, such as a second device's",
    advice: "if it does, unbind it from the post-login trigger",
  });
