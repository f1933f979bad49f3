import type { PostLoginApi, PostLoginEvent } from "./auth0-actions";
import { Deadline } from "./deadline";
import { decide } from "./decision";
import { evict } from "./eviction";
import { readLogin } from "./login";
import type { PolicyDocument } from "./policy";
import { describeEviction, describeFailure, describeNothingToDo } from "./report";
import { Tenant } from "./tenant";

/** Written above this code by the construct. */
declare const POLICY: PolicyDocument;
declare const MANAGEMENT_API_AUDIENCE: string;

/**
 * Limits how many sessions a user may hold. Nothing is thrown: a login is never refused because the limit could not be
 * applied, and what was left undone is done at the user's next login.
 */
export async function onExecutePostLogin(event: PostLoginEvent, api: PostLoginApi): Promise<void> {
  const login = readLogin(event);
  if ("nothingToDo" in login) return console.log(describeNothingToDo(login.nothingToDo));

  const started = Date.now();
  try {
    const deadline = new Deadline(POLICY.timeBudget);
    const tenant = new Tenant(event.secrets, POLICY, MANAGEMENT_API_AUDIENCE, api.cache, deadline);
    const sessions = await tenant.listSessions(login.userId);
    const decision = decide(login, sessions, POLICY, Date.now());
    const eviction = await evict(
      decision.end.map(({ id }) => id),
      (id) => tenant.endSession(id),
    );
    console.log(describeEviction(decision, eviction, Date.now() - started));
  } catch (error) {
    console.log(describeFailure(error, Date.now() - started));
  }
}
