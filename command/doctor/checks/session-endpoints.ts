import { refusalOf } from "../../tenant/api-error";
import type { SessionEndpoints, TenantFacts } from "../examination/facts";
import { note, ok, problem, type Finding } from "../finding";

/** Whether the tenant's plan includes the session endpoints. Source: Auth0 docs, "Manage User Sessions": Enterprise plans. */
export function checkSessionEndpoints({ sessionEndpoints }: TenantFacts): Finding[] {
  return sessionEndpoints ? [judge(sessionEndpoints)] : [];
}

function judge(answer: SessionEndpoints): Finding {
  const told = `${answer.status} ${answer.message ?? ""}`.trim();
  if (answer.status === 200) return ok("the session endpoints answer, so the plan includes them");
  if (answer.status === 404) return unproven(told);
  switch (refusalOf(answer)) {
    case "scope":
      return noScope(answer.askedAs);
    case "plan":
      return notEntitled(told);
    case "feature":
      return notEnabled(told);
    case "unknown":
      return forbidden(told);
    case undefined:
      return failing(told);
  }
}

const failing = (told: string) =>
  problem({
    what: `the session endpoints fail: ${told}`,
    why: "the Action calls them at every login, and leaves all sessions as they are if they fail",
    advice: "run the doctor again; if they still fail, look at the tenant's log",
  });

const notEntitled = (told: string) =>
  problem({
    what: `the tenant's plan does not include the session endpoints: ${told}`,
    why: "they are part of Enterprise plans; without them, the Action ends no session, and onFailure decides each login",
    advice: "ask Auth0 whether the tenant's plan includes session management",
  });

const notEnabled = (told: string) =>
  problem({
    what: `the session endpoints are not enabled in this tenant: ${told}`,
    why: "without them, the Action ends no session, and onFailure decides each login",
    advice: "ask Auth0 to enable session management for the tenant",
  });

const forbidden = (told: string) =>
  problem({
    what: `the session endpoints refuse, but not because of a missing scope: ${told}`,
    why: "as long as they do, the Action ends no session, and onFailure decides each login",
    advice: "ask Auth0 whether the tenant's plan includes session management and whether it is enabled",
  });

const unproven = (told: string) =>
  note({
    what: `the session endpoints answer for a user who does not exist: ${told}`,
    why: "Auth0 does not say whether it checks the plan before it looks for the user, so the plan probably includes them, but not certainly",
    advice:
      "grant read:users to the doctor's client, in a tenant with a user, or wait for the line that the Action logs at a first login",
  });

const noScope = (askedAs: SessionEndpoints["askedAs"]) =>
  note({
    what: `whether the plan includes the session endpoints was not tried: the ${askedAs === "doctor" ? "doctor" : "Action's application"} lacks the scope read:sessions`,
    why: "they are part of Enterprise plans; without them, the Action ends no session",
    advice:
      askedAs === "doctor"
        ? "grant read:sessions to the doctor's client, or let it read the application's secret"
        : "grant the application the scopes that the policy needs, and run the doctor again",
  });
