import type { LatestLogins, TenantFacts } from "../examination/facts";
import { note, ok, problem, type Finding } from "../finding";

/** Whether the limit was enforced at the latest logins. */
export function checkLatestLogins({ latestLogins, action }: TenantFacts): Finding[] {
  if (!latestLogins || action?.deployed?.head?.policy.enforcement === "report-only") return [];
  return ["unseen" in latestLogins ? unseen(latestLogins.unseen) : judge(latestLogins.seen)];
}

function judge({ users, over }: LatestLogins): Finding {
  if (users === 0) return ok("nobody has logged in since the Action was deployed, except perhaps just now");
  if (over === 0) return ok(`the limit holds for the users who logged in last; ${users} were examined`);
  return problem({
    what: `${over} of the ${users} users who logged in last hold more sessions than the policy allows`,
    why: "the limit was not enforced at their last login",
    advice:
      "look in the Dashboard at the line that the Action logged at such a login; once the cause is gone, their next login restores the limit, and auth0-single-session sweep does so at once",
  });
}

const unseen = (reason: string) =>
  note({
    what: `whether the limit holds for the users who logged in last was not examined: ${reason}`,
    why: "a limit that is not enforced shows there, whatever the cause",
    advice:
      "grant read:users and read:sessions to the doctor's client, and read:roles or read:organizations if a rule needs them",
  });
