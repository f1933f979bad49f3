import type { TenantFacts } from "../examination/facts";
import { list, ok, problem, type Finding } from "../finding";

/** Whether the Action runs at logins, and when. */
export function checkBinding({ action, bound }: TenantFacts): Finding[] {
  if (!action || !bound) return [];
  const names = bound.map(({ name }) => name);
  const position = bound.findIndex(({ id }) => id === action.id);
  if (position >= 0)
    return [ok(`the Action is bound to post-login, ${position + 1} of ${bound.length}: ${list(names)}`)];
  return [
    problem({
      what: `the Action is not bound to post-login; these are: ${list(names)}`,
      why: "the Action runs at no login",
      advice: "redeploy; with TriggerBinding.none(), bind construct.action in your own flow",
    }),
  ];
}
