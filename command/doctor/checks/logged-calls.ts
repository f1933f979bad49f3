import type { LoggedCall, TenantFacts } from "../examination/facts";
import { note, ok, problem, type Finding } from "../finding";

/** Whether the Action's own calls succeed, by the tenant's log: nobody but the Action knows what it authenticates with. */
export function checkLoggedCalls({ loggedCalls, action }: TenantFacts): Finding[] {
  if (!loggedCalls || !action?.deployed) return [];
  if ("unseen" in loggedCalls) return [unseen(loggedCalls.unseen)];
  const { tokenRequest, call } = loggedCalls.seen;
  const { deployedAt = 0 } = action.deployed;
  const failing = (latest?: LoggedCall): latest is LoggedCall =>
    latest !== undefined && latest.refused && Date.parse(latest.date) > deployedAt;

  const problems = [
    ...(failing(tokenRequest) ? [noToken(tokenRequest)] : []),
    ...(failing(call) ? [forbidden(call)] : []),
  ];
  if (problems.length > 0) return problems;
  return [ok("the tenant's log tells of no refusal of the Action's latest calls, since it was deployed")];
}

const noToken = ({ date, description }: LoggedCall) =>
  problem({
    what: `the Action's last request for a token was refused, at ${date}${description && `: ${description}`}`,
    why: "what it authenticates with does not work; it leaves all sessions as they are, or refuses logins if onFailure says so",
    advice: "deploy again; with a secret or a key of your own, raise its version in ManagementCredentials",
  });

const forbidden = ({ date, description }: LoggedCall) =>
  problem({
    what: `the Management API refused the Action's last call with 403, at ${date}${description && `: ${description}`}`,
    why: "its token lacked a scope, or the tenant's plan lacks the endpoint; the session that the call was to end lives on",
    advice:
      "see that the application's scopes are those that the policy needs; if they are by now, the next login asks for another token, else ask Auth0 what the tenant's plan includes",
  });

const unseen = (reason: string) =>
  note({
    what: `whether the Action's own calls succeed was not looked up in the tenant's log: ${reason}`,
    why: "what the Action authenticates with is known to nobody else, and shows there only",
    advice: "grant read:logs to the client that the doctor uses",
  });
