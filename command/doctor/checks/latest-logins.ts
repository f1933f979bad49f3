import type { LatestLogins, TenantFacts } from "../examination/facts";
import { note, ok, problem, type Finding } from "../finding";

/** Whether the limit was enforced at the logins that were last. */
export function checkLatestLogins({ latestLogins, action }: TenantFacts): Finding[] {
  if (!latestLogins || action?.deployed?.head?.policy.enforcement === "report-only") return [];
  return ["unseen" in latestLogins ? unseen(latestLogins.unseen) : judge(latestLogins.seen)];
}

function judge({ users, over }: LatestLogins): Finding {
  if (users === 0) return ok("nobody has signed in since the Action was deployed, or only just now");
  if (over === 0) return ok(`the limit holds for the users who signed in last; ${users} were looked at`);
  return problem({
    what: `${over} of the ${users} users who signed in last hold more sessions than the policy allows`,
    why: "at their last login the limit was not enforced",
    advice:
      "look at the Action's line of such a login in the Dashboard; a failure that is over heals at their next login, or at once with auth0-single-session sweep",
  });
}

const unseen = (reason: string) =>
  note({
    what: `whether the limit holds for the users who signed in last was not looked at: ${reason}`,
    why: "a limit that is not enforced shows there, whatever keeps it from being",
    advice:
      "grant read:users and read:sessions to the client that the doctor uses, and read:roles or read:organizations if a rule asks for these",
  });
