import type { TenantFacts, TokenTrial } from "../examination/facts";
import { note, ok, problem, type Finding } from "../finding";

/** Whether the Action's application gets a token. What the Action itself holds nobody can read. */
export function checkApplicationToken({ applicationToken }: TenantFacts): Finding[] {
  return applicationToken ? [judge(applicationToken)] : [];
}

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
