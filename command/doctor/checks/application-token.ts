import { scopesOf } from "../../../contract/scopes";
import type { TenantFacts, TokenTrial } from "../examination/facts";
import { list, note, ok, problem, type Finding } from "../finding";

/** Whether the Action's application gets a token. What the Action itself holds nobody can read. */
export function checkApplicationToken(facts: TenantFacts): Finding[] {
  const { applicationToken } = facts;
  return applicationToken ? [judge(applicationToken), ...withheld(facts)] : [];
}

/** A token may hold less than its grant: what runs at the exchange of credentials can take scopes away. */
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
    why: "the Action's token lacks them too, and it cannot bring anybody within the limit without them",
    advice: "look at the tenant's Actions and hooks for the exchange of credentials: one of them takes scopes away",
  });

function judge(trial: TokenTrial): Finding {
  const read = "the secret that the tenant shows, which need not be the one that the Action holds";
  const source = { given: "SINGLE_SESSION_CLIENT_SECRET", read };
  switch (trial.state) {
    case "granted":
      return ok(`the application gets a token with ${source[trial.secret]}`);
    case "refused":
      return problem({
        what: `the application gets no token with ${source[trial.secret]}: ${trial.reason}`,
        why: "the Action leaves all sessions as they are where it gets no token, or refuses logins if onFailure says so",
        advice: "deploy again; with a secret of your own, raise its version in ManagementCredentials",
      });
    case "not tried":
      return trial.because === "private key JWT" ? untriedKey : untriedSecret;
  }
}

const untriedKey = note({
  what: "whether the application gets a token was not tried: it authenticates by private key JWT",
  why: "only the Action has the private key, so that nobody else can try it",
  advice:
    'look at the Action\'s line of a first login: "sessions-unknown" with an error tells of a key that does not fit',
});

const untriedSecret = note({
  what: "whether the application gets a token was not tried: the doctor may not read its secret",
  why: "a secret that was changed behind the Action's back shows only when somebody logs in",
  advice: "grant read:client_keys to the client that the doctor uses, or set SINGLE_SESSION_CLIENT_SECRET",
});
