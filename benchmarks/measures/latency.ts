import { type Contestant, CONTESTANTS } from "../contestants/contestants";
import { lineChart } from "../line-chart";
import type { Measure, Plot } from "../measure";
import { type Spread, spreadOf } from "../spread";
import { formatNumber, formatRatio, formatSpread, table } from "../table";
import { endedSessions, TestTenant } from "../test-tenant";

/** How long the Action holds up the login of a user with surplus sessions, in a warm instance and without a rate limit. */
export interface LatencyFigures {
  /** The latency of each of the tenant's answers, in milliseconds. */
  latency: number;
  /** How many sessions there are to end. */
  sessions: number;
  contestant: Contestant;
  hold: Spread;
  /** How many of the sessions are left after the last sample. */
  left: number;
}

/** The numbers of sessions to end, with how many users hold that many and at which latencies. What takes longest is measured least. */
const SIZES = [
  { sessions: 0, users: 15, latencies: [5, 30] },
  { sessions: 0, users: 3, latencies: [100] },
  { sessions: 1, users: 15, latencies: [5, 30] },
  { sessions: 1, users: 3, latencies: [100] },
  { sessions: 10, users: 15, latencies: [5] },
  { sessions: 10, users: 5, latencies: [30] },
  { sessions: 10, users: 2, latencies: [100] },
  { sessions: 100, users: 3, latencies: [5, 30] },
  { sessions: 100, users: 1, latencies: [100] },
  { sessions: 1000, users: 1, latencies: [5, 30, 100] },
  { sessions: 10_000, users: 1, latencies: [30] },
];
const LATENCIES = [5, 30, 100];
const WARM_UP_LOGINS = 5;

export const latency: Measure = {
  title: "What a login waits",
  async take(say) {
    const tenants = await Promise.all(CONTESTANTS.map(prepare));
    try {
      const figures: LatencyFigures[] = [];
      for (const milliseconds of LATENCIES) {
        figures.push(...(await compare(tenants, milliseconds, (line) => say(`${milliseconds} ms: ${line}`))));
      }
      return { figures, text: show(figures), plots: draw(figures) };
    } finally {
      await Promise.all(tenants.map((tenant) => tenant.close()));
    }
  },
};

function sizesAt(latency: number) {
  return SIZES.filter(({ latencies }) => latencies.includes(latency));
}

async function prepare(contestant: Contestant): Promise<TestTenant> {
  const tenant = await TestTenant.start(contestant);
  await tenant.deploy();
  return tenant;
}

/** Measures all contestants at one latency, in turns, so that whatever else the machine does affects them equally. */
async function compare(tenants: TestTenant[], latency: number, say: (line: string) => void): Promise<LatencyFigures[]> {
  await Promise.all(tenants.map(warmUp));
  const figures: LatencyFigures[] = [];
  for (const { sessions, users } of sizesAt(latency)) {
    say(`${sessions} sessions to end`);
    const samples: Sample[] = [];
    for (let turn = 0; turn < users; turn += 1) {
      for (const tenant of tenants) samples.push(await sample(tenant, latency, sessions));
    }
    figures.push(...CONTESTANTS.map((contestant) => figuresOf(contestant, samples, { latency, sessions })));
  }
  return figures;
}

/** Without latency, which would only make it longer. */
async function warmUp(tenant: TestTenant): Promise<void> {
  tenant.delayAnswers(0);
  for (const user of tenant.seedUsers(WARM_UP_LOGINS, 1)) await tenant.signIn(user);
}

interface Sample {
  contestant: Contestant;
  hold: number;
  left: number;
}

/** Only the login itself has latency. */
async function sample(tenant: TestTenant, latency: number, sessions: number): Promise<Sample> {
  const { contestant } = tenant;
  tenant.delayAnswers(0);
  const [user] = sessions === 0 ? [await tenant.addReturningUser()] : tenant.seedUsers(1, sessions);
  tenant.delayAnswers(latency);
  tenant.forgetCalls();
  const { hold, failure } = await tenant.signIn(user!);
  if (failure !== undefined) throw new Error(`a login with the Action "${contestant}" failed: ${failure}`);
  return { contestant, hold, left: sessions - endedSessions(tenant.calls()).size };
}

function figuresOf(
  contestant: Contestant,
  samples: Sample[],
  conditions: Pick<LatencyFigures, "latency" | "sessions">,
): LatencyFigures {
  const own = samples.filter((candidate) => candidate.contestant === contestant);
  return { ...conditions, contestant, hold: spreadOf(own.map(({ hold }) => hold)), left: own.at(-1)!.left };
}

function show(figures: LatencyFigures[]): string {
  const rows = LATENCIES.flatMap((latency) =>
    sizesAt(latency).map(({ sessions }) => {
      const [article, ours, bound] = figures.filter(
        (figure) => figure.latency === latency && figure.sessions === sessions,
      );
      return [
        `${latency} ms`,
        formatNumber(sessions),
        ...[article!, ours!, bound!].map(({ hold }) => formatSpread(hold)),
        formatRatio(article!.hold.median, ours!.hold.median),
        formatRatio(ours!.hold.median, bound!.hold.median),
        formatNumber(article!.left),
        formatNumber(ours!.left),
      ];
    }),
  );
  const head = ["latency", "to end", ...CONTESTANTS, "article/ours", "ours/bound", "article leaves", "ours leaves"];
  return [
    "How many milliseconds the Action holds up a login in a warm instance, on a tenant without a rate limit, by the tenant's",
    "latency and the number of sessions to end: median (minimum–maximum). The last columns say how many of these are left.",
    "",
    table(head, rows),
  ].join("\n");
}

function draw(figures: LatencyFigures[]): Plot[] {
  return LATENCIES.map((latency) => ({
    name: `latency-${latency}`,
    alt: `How long the Action holds up a login by the number of sessions to end, at ${latency} ms latency`,
    svg: lineChart({
      x: "sessions to end",
      y: { label: "milliseconds, median", scale: "log" },
      points: figures
        .filter((figure) => figure.latency === latency)
        .map(({ sessions, contestant, hold }) => ({ x: sessions, y: hold.median, line: contestant })),
    }),
  }));
}
