import type { LoggedCall, TenantFacts } from "../examination/facts";
import { note, ok, problem, type Finding } from "../finding";

/** Whether the Action's own calls succeed, according to the tenant's log: only the Action knows its credentials. */
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
  return [ok("the tenant's log shows no refusal of the Action's latest calls since it was deployed")];
}

const noToken = ({ date, description }: LoggedCall) =>
  problem({
    what: `the Action's last request for a token was refused, at ${date}${description && `: ${description}`}`,
    why: "the Action's credentials do not work; it leaves all sessions as they are, or refuses logins if onFailure says so",
    advice: "redeploy; if the secret or the key is your own, raise its version in ManagementCredentials",
  });

const forbidden = ({ date, description }: LoggedCall) =>
  problem({
    what: `the Management API refused the Action's last call with 403, at ${date}${description && `: ${description}`}`,
    why: "the call's token lacked a scope, or the tenant's plan lacks the endpoint; the session that the call was to end continues",
    advice:
      "check that the application has the scopes that the policy needs; if it has them now, the next login gets a new token; otherwise, ask Auth0 what the tenant's plan includes",
  });

const unseen = (reason: string) =>
  note({
    what: `whether the Action's own calls succeed could not be read in the tenant's log: ${reason}`,
    why: "nobody but the Action knows its credentials, so only the log shows whether they work",
    advice: "grant read:logs to the doctor's client",
  });
