import type { PolicyDocument } from "../contract/policy";
import { ENDED_MESSAGE, FAILURE_MESSAGE } from "../contract/refusals";
import type { Budget } from "./budget";
import { decide, type Decision } from "./decision";
import { evict, NOTHING_ENDED, type Eviction } from "./eviction";
import type { Login } from "./login";
import type { Tenant } from "./tenant";

export interface Outcome {
  /** Missing if the sessions could not be listed. */
  decision?: Decision;
  eviction: Eviction;
  /** Why they could not. */
  failure?: unknown;
}

/** Lists, decides and acts. Never throws. */
export async function enforce(
  login: Login,
  policy: PolicyDocument,
  connect: () => Pick<Tenant, "listSessions" | "endSession">,
  budget: Pick<Budget, "isSpent">,
): Promise<Outcome> {
  const outcome: Outcome = { eviction: NOTHING_ENDED };
  try {
    const tenant = connect();
    const sessions = await tenant.listSessions(login.userId, callsFor(login, policy));
    outcome.decision = decide(login, sessions, policy, Date.now());
    if (policy.enforcement === "report-only") return outcome;
    const ids = outcome.decision.end.map(({ id }) => id);
    outcome.eviction = await evict(ids, (id) => tenant.endSession(id), budget);
  } catch (failure) {
    outcome.failure = failure ?? "nothing";
  }
  return outcome;
}

/** Without room to end a session, a list would be a call wasted. */
export function callsFor({ kind, limit }: Login, { enforcement }: PolicyDocument): number {
  const mayEnd = kind === "authentication" && limit.whenExceeded !== "deny-login" && enforcement === "enforce";
  return mayEnd ? 2 : 1;
}

/** Why the login is to be refused, in words for the application. */
export function refusalOf(
  { decision, eviction, failure }: Outcome,
  login: Login,
  policy: PolicyDocument,
): string | undefined {
  if (policy.enforcement === "report-only") return undefined;
  const isNew = login.kind === "authentication";
  if (decision && !decision.admitted) return isNew ? policy.denialMessage : ENDED_MESSAGE;
  const isUncertain = failure !== undefined || eviction.failed > 0;
  // A session that was admitted once is not lost to an outage.
  return isUncertain && isNew && policy.onFailure === "deny-login" ? FAILURE_MESSAGE : undefined;
}
