import { isInsufficientScope } from "../examination/api-error";
import type { SessionEndpoints, TenantFacts } from "../examination/facts";
import { note, ok, problem, type Finding } from "../finding";

/** Whether the tenant's plan has the session endpoints. Source: Auth0 docs, "Manage User Sessions": Enterprise plans. */
export function checkSessionEndpoints({ sessionEndpoints }: TenantFacts): Finding[] {
  return sessionEndpoints ? [judge(sessionEndpoints)] : [];
}

function judge(answer: SessionEndpoints): Finding {
  const told = `${answer.status} ${answer.message ?? ""}`.trim();
  if (answer.status === 200) return ok("the session endpoints answer; the plan has them");
  if (answer.status === 404) return unproven(told);
  if (isInsufficientScope(answer)) return noScope(answer.askedAs);
  if (answer.status === 403) return notEntitled(told);
  return problem({
    what: `the session endpoints fail: ${told}`,
    why: "the Action asks them at every login, and leaves all sessions as they are where they fail",
    advice: "run the doctor again; if it stays so, look at the tenant's log",
  });
}

const notEntitled = (told: string) =>
  problem({
    what: `the session endpoints refuse, and not for want of a scope: ${told}`,
    why: "they are part of Enterprise plans; without them the Action ends no session, and onFailure decides on each login",
    advice: "ask Auth0 whether the tenant's plan includes session management",
  });

const unproven = (told: string) =>
  note({
    what: `the session endpoints answer for a user who does not exist: ${told}`,
    why: "Auth0 does not say whether it looks at the plan before it looks for the user, so the plan is only likely to have them",
    advice:
      "grant read:users to the client that the doctor uses, in a tenant with a user, or wait for a first login's line",
  });

const noScope = (askedAs: SessionEndpoints["askedAs"]) =>
  note({
    what: `whether the plan has the session endpoints was not tried: the ${askedAs === "doctor" ? "doctor" : "Action's application"} lacks the scope read:sessions`,
    why: "they are part of Enterprise plans; without them the Action ends no session",
    advice:
      askedAs === "doctor"
        ? "grant read:sessions to the client that the doctor uses, or let it read the application's secret"
        : "grant it what the policy needs, and run the doctor again",
  });
