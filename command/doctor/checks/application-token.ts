import { scopesOf } from "../../../contract/scopes";
import type { TenantFacts, TokenTrial } from "../examination/facts";
import { list, note, ok, problem, type Finding } from "../finding";

/** Whether the Action's application gets a token. Nobody can read the credentials that the Action itself has. */
export function checkApplicationToken(facts: TenantFacts): Finding[] {
  const { applicationToken } = facts;
  return applicationToken ? [judge(applicationToken), ...withheld(facts)] : [];
}

/** A token may have fewer scopes than its grant, because an Action or a hook at the client credentials exchange can remove some. */
function withheld({ applicationToken, audience, grants, action }: TenantFacts): Finding[] {
  const policy = action?.deployed?.head?.policy;
  const scopes = applicationToken?.state === "granted" ? applicationToken.scopes : undefined;
  const granted = grants?.find((grant) => grant.audience === audience)?.scopes;
  if (!policy || !scopes || !granted) return [];
  const missing = scopesOf(policy)
    .filter((scope) => granted === "all" || granted.includes(scope))
    .filter((scope) => !scopes.includes(scope));
  return missing.length > 0 ? [tooLittle(missing)] : [];
}

const tooLittle = (scopes: string[]) =>
  problem({
    what: `the application's token lacks scopes that its grant has: ${list(scopes)}`,
    why: "the Action's token lacks them too, and without them it cannot bring anybody within the limit",
    advice: "look at the tenant's Actions and hooks for the client credentials exchange: one of them removes scopes",
  });

function judge(trial: TokenTrial): Finding {
  const read = "the secret that the tenant shows, which may differ from the one that the Action has";
  const source = { given: "SINGLE_SESSION_CLIENT_SECRET", read };
  switch (trial.state) {
    case "granted":
      return ok(`the application gets a token with ${source[trial.secret]}`);
    case "refused":
      return problem({
        what: `the application gets no token with ${source[trial.secret]}: ${trial.reason}`,
        why: "without a token, the Action leaves all sessions as they are, or refuses logins if onFailure says so",
        advice: "redeploy; if the secret is your own, raise its version in ManagementCredentials",
      });
    case "not tried":
      return trial.because === "private key JWT" ? untriedKey : untriedSecret;
  }
}

const untriedKey = note({
  what: "whether the application gets a token was not tried: it authenticates by private key JWT",
  why: "only the Action has the private key, so nobody else can try it",
  advice:
    'look at the line that the Action logs at a first login: "sessions-unknown" with an error means that the key does not match',
});

const untriedSecret = note({
  what: "whether the application gets a token was not tried: the doctor may not read the application's secret",
  why: "a secret that was changed without the Action's knowledge shows only when somebody logs in",
  advice: "grant read:client_keys to the doctor's client, or set SINGLE_SESSION_CLIENT_SECRET",
});
