import type { PolicyDocument } from "../../contract/policy";

/** The number of a tenant's logins on one day. */
export interface Day {
  /** The day in UTC, such as "2026-11-25". */
  readonly date: string;
  readonly logins: number;
}

/** How many Management API calls a policy will need, calculated as in `docs/busy-tenants.md`. */
export interface Load {
  /** The busiest of the last 30 days. */
  readonly busiestDay: Day;
  /** The average over that day. */
  readonly loginsPerSecond: number;
  /** The average over that day: from "no login ends anything" to "every login does". */
  readonly callsPerSecond: { readonly from: number; readonly to: number };
  /** Undefined if the tenant's answers do not state one. */
  readonly rateLimit?: RateLimit;
  /** How many times the average a peak may be while each login still gets its calls. */
  readonly peak?: number;
  /** Whether reuse of a session costs calls too. No statistics tell how often sessions are reused. */
  readonly reuseCosts: boolean;
}

interface RateLimit {
  /** How many calls are allowed at once. */
  readonly burst: number;
  /** How many calls are allowed per second; undefined if Auth0 does not document this limit. */
  readonly perSecond?: number;
}

/**
 * Calls per second by calls at once, for Enterprise production tenants and for all other tenants. Source: Auth0 docs, "Rate Limit
 * Policy".
 */
const REFILL = new Map([
  [50, 16],
  [10, 2],
]);

const SECONDS_OF_A_DAY = 24 * 60 * 60;

/**
 * @param burst how many calls at once the tenant's answers say are allowed
 * @returns undefined if nobody logged in
 */
export function loadOf(days: readonly Day[], policy: PolicyDocument, burst?: number): Load | undefined {
  const [busiestDay] = days.toSorted((a, b) => b.logins - a.logins);
  if (!busiestDay || busiestDay.logins === 0) return undefined;
  const loginsPerSecond = busiestDay.logins / SECONDS_OF_A_DAY;
  const calls = callsOf(policy);
  const [from, to] = [loginsPerSecond * calls.from, loginsPerSecond * calls.to];
  const perSecond = burst === undefined ? undefined : REFILL.get(burst);
  return {
    busiestDay,
    loginsPerSecond,
    callsPerSecond: { from, to },
    ...(burst !== undefined && { rateLimit: { burst, perSecond } }),
    ...(perSecond !== undefined && { peak: perSecond / to }),
    reuseCosts: policy.checkOnReuse,
  };
}

/** Of a login: its lists, one call for a session that ends, and one for all devices without a session. */
function callsOf(policy: PolicyDocument): { from: number; to: number } {
  const kinds = policy.refreshTokens === "revoke-others" ? 2 : 1;
  return { from: kinds, to: endsSessions(policy) ? kinds * 2 : kinds };
}

/** Whether a login can end other sessions. A login that is refused ends none. */
function endsSessions({ whenExceeded, rules }: PolicyDocument): boolean {
  return [whenExceeded, ...rules.map((rule) => rule.whenExceeded ?? whenExceeded)].some((way) => way !== "deny-login");
}

export function loadInText(load: Load): string[] {
  const { busiestDay, loginsPerSecond, callsPerSecond, rateLimit, peak, reuseCosts } = load;
  const { from, to } = callsPerSecond;
  const calls = from === to ? rounded(from) : `${rounded(from)} to ${rounded(to)}`;
  return [
    `the busiest of the last 30 days, ${busiestDay.date}, had ${busiestDay.logins} logins, ${rounded(loginsPerSecond)} a second on average: the policy will need ${calls} calls a second`,
    rateLimit ? limitInText(rateLimit, peak) : "the tenant's answers state no rate limit",
    ...(reuseCosts
      ? ["checkOnReuse costs one more call each time a session is used again, which is not counted here"]
      : []),
  ];
}

function limitInText({ burst, perSecond }: RateLimit, peak?: number): string {
  if (perSecond === undefined || peak === undefined) return `the tenant's rate limit is ${burst} calls at once`;
  const room = `the tenant's rate limit is ${burst} calls at once and ${perSecond} a second, shared with everybody who calls the Management API`;
  if (peak < 1) return `${room}: it is too low for that day`;
  return `${room}: it is enough for a peak of ${rounded(peak)} times that average`;
}

/** Rounds to two significant digits. */
function rounded(number: number): string {
  return String(number >= 10 ? Math.round(number) : Number(number.toPrecision(2)));
}
