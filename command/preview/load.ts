import type { PolicyDocument } from "../../contract/policy";

/** The tenant's logins of a day. */
export interface Day {
  /** Such as "2026-11-25", of UTC. */
  readonly date: string;
  readonly logins: number;
}

/** What a policy will ask of the Management API, as `docs/busy-tenants.md` reckons it. */
export interface Load {
  /** Of the last 30. */
  readonly busiestDay: Day;
  /** On average over that day. */
  readonly loginsPerSecond: number;
  /** From no login ends anything to each does. */
  readonly callsPerSecond: { readonly from: number; readonly to: number };
  /** Undefined where the tenant's answers do not tell of one. */
  readonly rateLimit?: RateLimit;
  /** How many times the average a peak may be, while each login still gets its calls. */
  readonly peak?: number;
  /** Whether sessions that are used again cost calls too; how often they are, no statistics tell. */
  readonly reuseCosts: boolean;
}

interface RateLimit {
  /** Calls at once. */
  readonly burst: number;
  /** Undefined if it is none that Auth0 documents. */
  readonly perSecond?: number;
}

/** Calls at once and a second. Source: Auth0 docs, "Rate Limit Policy": Enterprise production, and every other tenant. */
const REFILL = new Map([
  [50, 16],
  [10, 2],
]);

const SECONDS_OF_A_DAY = 24 * 60 * 60;

/**
 * @param burst what the tenant's answers tell of its rate limit
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

/** A login that is refused ends no other session. */
function endsSessions({ whenExceeded, rules }: PolicyDocument): boolean {
  return [whenExceeded, ...rules.map((rule) => rule.whenExceeded ?? whenExceeded)].some((way) => way !== "deny-login");
}

export function loadInText(load: Load): string[] {
  const { busiestDay, loginsPerSecond, callsPerSecond, rateLimit, peak, reuseCosts } = load;
  const { from, to } = callsPerSecond;
  const calls = from === to ? rounded(from) : `${rounded(from)} to ${rounded(to)}`;
  return [
    `on the busiest of the last 30 days, ${busiestDay.date}, ${busiestDay.logins} logins came, ${rounded(loginsPerSecond)} a second on average: the policy will need ${calls} calls a second`,
    rateLimit ? limitInText(rateLimit, peak) : "the tenant's answers tell of no rate limit",
    ...(reuseCosts
      ? ["checkOnReuse costs a call more each time a session is used again, which is not counted here"]
      : []),
  ];
}

function limitInText({ burst, perSecond }: RateLimit, peak?: number): string {
  if (perSecond === undefined || peak === undefined) return `the tenant's rate limit is ${burst} calls at once`;
  const room = `the tenant's rate limit is ${burst} calls at once and ${perSecond} a second, shared with everybody who calls the Management API`;
  if (peak < 1) return `${room}: it is too low for that day`;
  return `${room}: it is enough for a peak of ${rounded(peak)} times that average`;
}

/** To two digits that tell something. */
function rounded(number: number): string {
  return String(number >= 10 ? Math.round(number) : Number(number.toPrecision(2)));
}
