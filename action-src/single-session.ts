import type { PostLoginApi, PostLoginEvent } from "./auth0-actions";
import { Budget } from "./budget";
import { enforce, refusalOf } from "./enforcement";
import { limitOf } from "./limit";
import { readLogin, type Login } from "./login";
import type { PolicyDocument } from "../contract/policy";
import { describe, describeSkipped } from "./report";
import { Tenant } from "./tenant";

/** Written above this code by the construct. */
declare const POLICY: PolicyDocument;
declare const MANAGEMENT_API_AUDIENCE: string;

/** What cannot be done now is done at the user's next login. */
export async function onExecutePostLogin(event: PostLoginEvent, api: PostLoginApi): Promise<void> {
  const login = readLogin(event, POLICY);
  if ("nothingToDo" in login) return console.log(describeSkipped(login.nothingToDo));
  if (limitOf(login, POLICY).maxSessions === "unlimited") return console.log(describeSkipped("unlimited"));

  const budget = new Budget(POLICY.timeBudget);
  const connect = () => new Tenant(event.secrets, POLICY, MANAGEMENT_API_AUDIENCE, api.cache, budget);
  const outcome = await enforce(login, POLICY, connect);
  const refusal = refusalOf(outcome, login, POLICY);
  if (refusal) refuse(login, refusal, api);
  console.log(describe(outcome, refusal !== undefined, POLICY, budget));
}

function refuse(login: Login, reason: string, api: PostLoginApi): void {
  const keepsTokens = POLICY.refreshTokens === "keep";
  if (login.kind !== "exchange") api.session.revoke(reason, { preserveRefreshTokens: keepsTokens });
  else if (!keepsTokens) api.refreshToken.revoke(reason);
}
