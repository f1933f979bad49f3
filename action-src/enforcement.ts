import type { PolicyDocument } from "../contract/policy";
import { ENDED_MESSAGE, FAILURE_MESSAGE } from "../contract/refusals";
import type { Budget } from "./budget";
import { decide, type Decision } from "./decision";
import { devicesOf } from "./device";
import { evict, NOTHING_ENDED, type Eviction, type Step } from "./eviction";
import type { Login } from "./login";
import type { Session } from "./session";
import type { Tenant } from "./tenant";

export interface Outcome {
  /** Undefined if the sessions could not be listed. */
  decision?: Decision;
  eviction: Eviction;
  /** Why the sessions could not be listed. */
  failure?: unknown;
}

type Connection = Pick<Tenant, "list" | "endSession" | "endTokens">;

/** Lists the sessions, decides which ones end, and ends them. Never throws. */
export async function enforce(
  login: Login,
  policy: PolicyDocument,
  connect: () => Connection,
  budget: Pick<Budget, "isSpent">,
): Promise<Outcome> {
  const outcome: Outcome = { eviction: NOTHING_ENDED };
  try {
    const tenant = connect();
    const { sessions, tokens } = await tenant.list(login.userId, callsFor(login, policy));
    const now = Date.now();
    const devices = tokens.length > 0 ? devicesOf(sessions, tokens, login, policy, now) : sessions;
    outcome.decision = decide(login, devices, policy, now);
    if (policy.enforcement === "report-only") return outcome;
    outcome.eviction = await evict(stepsTo(outcome.decision.end, tenant), budget);
  } catch (failure) {
    outcome.failure = failure ?? "nothing";
  }
  return outcome;
}

/** How many calls the rate limit must have room for. If no session could be ended, listing them would be a wasted call. */
export function callsFor({ endsOthers }: Login, { enforcement, refreshTokens }: PolicyDocument): number {
  const lists = refreshTokens === "revoke-others" ? 2 : 1;
  return endsOthers && enforcement === "enforce" ? lists + 1 : lists;
}

/** One step for each session, and one for all devices without a session. */
function stepsTo(end: readonly Session[], tenant: Connection): Step[] {
  const sessions = end.filter(({ refreshTokens }) => !refreshTokens);
  const devices = end.filter(({ refreshTokens }) => refreshTokens);
  const steps = sessions.map(({ id }) => ({ ids: [id], run: () => tenant.endSession(id) }));
  if (devices.length === 0) return steps;
  const tokens = devices.flatMap(({ refreshTokens = [] }) => refreshTokens);
  return [...steps, { ids: devices.map(({ id }) => id), run: () => tenant.endTokens(tokens) }];
}

/** The reason to refuse the login, as the application is told; undefined if the login is not refused. */
export function refusalOf(
  { decision, eviction, failure }: Outcome,
  login: Login,
  policy: PolicyDocument,
): string | undefined {
  if (policy.enforcement === "report-only") return undefined;
  const isNew = login.kind === "authentication" || login.kind === "entry";
  if (decision && !decision.admitted) {
    return isNew && decision.limit.whenExceeded === "deny-login" ? denialOf(policy, decision) : ENDED_MESSAGE;
  }
  const isUncertain = failure !== undefined || eviction.failed > 0;
  // A session that has already been admitted is not lost to an outage.
  return isUncertain && isNew && policy.onFailure === "deny-login" ? FAILURE_MESSAGE : undefined;
}

/** The policy's message, with its placeholders filled in. */
function denialOf({ denialMessage }: PolicyDocument, { counted, placeFreesAt }: Decision): string {
  const frees = new Date(placeFreesAt ?? NaN);
  const time = Number.isNaN(frees.getTime()) ? "unknown" : frees.toISOString();
  return denialMessage.replaceAll("{sessions}", String(counted - 1)).replaceAll("{placeFreesAt}", time);
}
