import { RATE_LIMITS } from "../../simulator/simulator";
import { lineChart } from "../line-chart";
import { withinCapacity } from "../load/capacity";
import { RETURNS_PER_SECOND } from "../load/recovery";
import { play, prepare, type Scenario, type ScenarioFigures } from "../load/scenario";
import type { Measure, Plot } from "../measure";
import { formatNumber, formatShare, table } from "../table";

const { enterpriseProduction: PRODUCTION, enterpriseOther: OTHER } = RATE_LIMITS;

const NEIGHBOUR_CALLS_PER_SECOND = 4;

/** How many logins a second all scenarios that run at the same time may have together, so that the machine keeps up. */
const CAPACITY = 240;

/** How many tenants are prepared at the same time: while the instance of one starts, the next tenant does. */
const PREPARED_AT_ONCE = 4;

/** What happens to logins and to other callers if the tenant's rate limit is not enough. */
export const rateLimit: Measure = {
  title: "A busy tenant",
  async take(say) {
    say("preparing all tenants, because to start one holds up the logins of the others");
    const prepared = await withinCapacity(PREPARED_AT_ONCE, scenarios(), () => 1, prepare);
    const figures = await withinCapacity(
      CAPACITY,
      prepared,
      ({ loginsPerSecond }) => loginsPerSecond,
      (scenario) => {
        say(describe(scenario));
        return play(scenario);
      },
    );
    return { figures, text: show(figures), plots: draw(figures) };
  },
};

/** Those that take longest come first, so that the others run beside them. */
function scenarios(): Scenario[] {
  const longestFirst = [
    { bucket: PRODUCTION, loginsPerSecond: 32, neighbour: false },
    ...[16, 4].map((loginsPerSecond) => ({ bucket: OTHER, loginsPerSecond, neighbour: false })),
    { bucket: PRODUCTION, loginsPerSecond: 64, neighbour: false },
    ...[32, 16].map((loginsPerSecond) => ({ bucket: PRODUCTION, loginsPerSecond, neighbour: true })),
    ...[16, 4, 1].map((loginsPerSecond) => ({ bucket: PRODUCTION, loginsPerSecond, neighbour: false })),
    { bucket: PRODUCTION, loginsPerSecond: 4, neighbour: true },
    { bucket: OTHER, loginsPerSecond: 1, neighbour: false },
  ];
  return longestFirst.flatMap(({ bucket, loginsPerSecond, neighbour }) =>
    (["article", "ours"] as const).map((contestant) => ({
      contestant,
      bucket,
      loginsPerSecond,
      neighbourCallsPerSecond: neighbour ? NEIGHBOUR_CALLS_PER_SECOND : 0,
      recovers: bucket === PRODUCTION && loginsPerSecond === 32 && !neighbour,
    })),
  );
}

function describe({ contestant, bucket, loginsPerSecond, neighbourCallsPerSecond }: Scenario): string {
  const { burst, perSecond } = bucket;
  const besides = neighbourCallsPerSecond > 0 ? `, neighbour ${neighbourCallsPerSecond}/s` : "";
  return `${contestant}, bucket ${burst} and ${perSecond}/s, ${loginsPerSecond} logins/s${besides}`;
}

function show(figures: ScenarioFigures[]): string {
  const sorted = figures.toSorted(
    (a, b) =>
      b.bucket.burst - a.bucket.burst ||
      a.neighbourCallsPerSecond - b.neighbourCallsPerSecond ||
      a.loginsPerSecond - b.loginsPerSecond,
  );
  const rows = sorted.map((figure) => [
    `${figure.bucket.burst}, ${figure.bucket.perSecond}/s`,
    figure.neighbourCallsPerSecond > 0 ? `${figure.neighbourCallsPerSecond}/s` : "none",
    figure.contestant,
    formatNumber(figure.loginsPerSecond),
    formatNumber(figure.failed),
    formatShare(figure.enforced / figure.logins),
    figure.contestant === "ours" ? formatShare(figure.enforced / figure.enforceable) : "",
    formatNumber(figure.hold.median),
    formatNumber(figure.hold.percentile95),
    `${formatNumber(figure.refused)} of ${formatNumber(figure.calls)}`,
    figure.neighbour.calls > 0 ? `${figure.neighbour.refused} of ${figure.neighbour.calls}` : "",
  ]);
  const head = ["bucket", "neighbour", "", "logins/s", "failed", "enforced", "of what is possible"];
  head.push("median hold, ms", "95th percentile", "calls refused", "neighbour's calls refused");
  return [
    "Eight seconds of logins, at 30 ms latency, by users who each have one session to end. _Enforced_ are the logins that left",
    "their user with one session. _Possible_ are as many as the bucket has calls for, two a login, from the first login to five",
    "seconds after the last: the default policy lets a login wait for five seconds. The article's Action waits for as long as",
    "Auth0 lets it. A _neighbour_ is another application that calls the Management API and never tries again.",
    "",
    table(head, rows, 3),
    "",
    ...figures.filter(({ recovers }) => recovers).map(showRecovery),
  ].join("\n");
}

function showRecovery({ contestant, loginsPerSecond, logins, enforced, recovery }: ScenarioFigures): string {
  const took =
    recovery === undefined
      ? "not all were back when each had done so"
      : `all were back after ${formatNumber(recovery)} s`;
  return `- ${contestant}: ${logins - enforced} users were over the limit after ${loginsPerSecond} logins a second. They logged in again, ${RETURNS_PER_SECOND} a second, and ${took}.`;
}

function draw(figures: ScenarioFigures[]): Plot[] {
  const shown = figures.filter(
    ({ bucket, neighbourCallsPerSecond }) => bucket === PRODUCTION && neighbourCallsPerSecond === 0,
  );
  const x = "logins a second";
  const enforced = shown.map(({ loginsPerSecond, enforced, logins, contestant }) => ({
    x: loginsPerSecond,
    y: (100 * enforced) / logins,
    line: contestant,
  }));
  const possible = shown
    .filter(({ contestant }) => contestant === "ours")
    .map(({ loginsPerSecond, enforceable, logins }) => ({
      x: loginsPerSecond,
      y: (100 * enforceable) / logins,
      line: "bound" as const,
    }));
  const holds = shown.map(({ loginsPerSecond, hold, contestant }) => ({
    x: loginsPerSecond,
    y: hold.median,
    line: contestant,
  }));
  return [
    {
      name: "busy-enforced",
      alt: "The share of logins enforced by logins a second, bucket 50 and 16 a second",
      svg: lineChart({ x, y: { label: "% of logins enforced", scale: "linear" }, points: [...enforced, ...possible] }),
    },
    {
      name: "busy-hold",
      alt: "The median of how long a login is held up by logins a second, bucket 50 and 16 a second",
      svg: lineChart({ x, y: { label: "milliseconds, median", scale: "log" }, points: holds }),
    },
  ];
}
