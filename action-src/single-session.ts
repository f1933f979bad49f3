import { readPolicy } from "../contract/policy-reader";
import { FAILURE_MESSAGE } from "../contract/refusals";
import type { PostLoginApi, PostLoginEvent } from "./auth0-actions";
import { Budget } from "./budget";
import { enforce, refusalOf } from "./enforcement";
import { NOTHING_ENDED } from "./eviction";
import { Failure } from "./failure";
import { readLogin } from "./login";
import { RateLimit } from "./rate-limit";
import { refuse } from "./refusal";
import { reportLine, skippedLine } from "./report";
import { settle, settles } from "./settled";
import { Tenant } from "./tenant";

/** The construct writes these two above this code. */
declare const POLICY: unknown;
declare const MANAGEMENT_API_AUDIENCE: string;

const reading = readPolicy(POLICY);
const { policy, ignored } = reading ?? readPolicy({})!;
const rateLimits = { management: new RateLimit(policy.rateLimitReserve), authentication: new RateLimit(0) };

/** Limits the user's sessions. What cannot be done now is done at the user's next login, and no login ever sees an exception. */
export async function onExecutePostLogin(event: PostLoginEvent, api: PostLoginApi): Promise<void> {
  const budget = new Budget(policy.timeBudget);
  const line = await limitSessions(event, api, budget).catch((failure) => followOnFailure(failure, api, budget));
  budget.end();
  try {
    console.log(line);
  } catch {
    // A login does not depend on being reported.
  }
}

/** @returns the line to report */
async function limitSessions(event: PostLoginEvent, api: PostLoginApi, budget: Budget): Promise<string> {
  if (!reading) throw new Failure("UnreadablePolicy");
  const login = readLogin(event, policy);
  if ("nothingToDo" in login) return skippedLine(login.nothingToDo, ignored);

  const connect = () => new Tenant(event.secrets, policy, MANAGEMENT_API_AUDIENCE, api.cache, rateLimits, budget);
  const outcome = await enforce(login, policy, connect, budget);
  const refusal = refusalOf(outcome, login, policy);
  if (refusal === undefined && settles(outcome, policy)) await settle(event, login, api);
  const denial = refusal === undefined ? "no" : await refuse(login.kind, refusal, policy, api);
  return reportLine(outcome, denial, policy, ignored, budget);
}

/** Handles a login about which too little is known even to list the sessions. */
async function followOnFailure(failure: unknown, api: PostLoginApi, budget: Budget): Promise<string> {
  const isDenied = policy.onFailure === "deny-login" && policy.enforcement === "enforce";
  const denial = isDenied ? await refuse("authentication", FAILURE_MESSAGE, policy, api) : "no";
  return reportLine({ eviction: NOTHING_ENDED, failure: failure ?? "nothing" }, denial, policy, ignored, budget);
}
