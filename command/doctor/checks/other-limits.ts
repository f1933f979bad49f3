import { readActionHead } from "../examination/action-head";
import type { BoundAction, TenantFacts } from "../examination/facts";
import { note, problem, type Finding } from "../finding";

/** Calls that end sessions, of any version of the SDK and of the API itself. */
const ENDS_SESSIONS =
  /\bsessions\s*\.\s*(delete|revoke)\w*\s*\(|\bdeleteUserSessions\b|\/api\/v2\/(users\/.*\/)?sessions\b/;

/** Whether another Action on the trigger limits sessions, too. A heuristic: it reads their code. */
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
    why: "both count all sessions of a user, so that the stricter one decides, and each login costs the calls of both",
    advice: "make one policy of the two, with rules for what differs",
  });

const foreignLimit = (name: string) =>
  problem({
    what: `"${name}" ends sessions at the same logins, going by its code (heuristic)`,
    why: "the Action from Auth0's support article ends sessions that the policy keeps, such as that of a second device",
    advice: "unbind it from the post-login trigger, if it does that",
  });
