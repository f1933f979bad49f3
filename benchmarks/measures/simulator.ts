import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { inParallel } from "../load/parallel";
import type { Measure } from "../measure";
import { formatNumber, table } from "../table";
import { TestTenant } from "../test-tenant";

export interface SimulatorFigures {
  users: number;
  sessions: number;
  /** How much of the process's heap the users and sessions take. */
  memory: number;
  /** How many logins a second these users can make without an Action. */
  loginsPerSecond: number;
  /** Simultaneous logins, each of a different user and each ending the user's other sessions. */
  crowd: { logins: number; failed: number; seconds: number };
}

const USERS = 10_000;
const SESSIONS_OF_EACH = 5;
const LOGINS = 5_000;
const PARALLEL = 32;
const CROWD = 200;

export const simulator: Measure = {
  title: "The simulator",
  async take(say) {
    const tenant = await TestTenant.start("ours");
    try {
      say("users and sessions");
      const empty = heapInUse();
      const users = tenant.seedUsers(USERS, SESSIONS_OF_EACH);
      const memory = heapInUse() - empty;

      say("logins");
      const loginsPerSecond = await countLogins(tenant, users);
      say("a crowd");
      await tenant.deploy();
      const [first, ...others] = tenant.seedUsers(1 + CROWD, SESSIONS_OF_EACH);
      await tenant.signIn(first!);
      const crowd = await signInAtOnce(tenant, others);
      const figures = { users: USERS, sessions: USERS * SESSIONS_OF_EACH, memory, loginsPerSecond, crowd };
      return { figures, text: show(figures) };
    } finally {
      await tenant.close();
    }
  },
};

async function countLogins({ simulator: { browser } }: TestTenant, users: string[]): Promise<number> {
  const started = performance.now();
  await inParallel(PARALLEL, LOGINS, async (index) => {
    await browser.signIn({ user: users[index % USERS]! });
  });
  return (LOGINS * 1000) / (performance.now() - started);
}

async function signInAtOnce(tenant: TestTenant, users: string[]): Promise<SimulatorFigures["crowd"]> {
  const started = performance.now();
  const logins = await Promise.all(users.map((user) => tenant.signIn(user)));
  const failed = logins.filter(({ failure }) => failure !== undefined).length;
  return { logins: logins.length, failed, seconds: (performance.now() - started) / 1000 };
}

/** The heap in use after garbage collection, in megabytes. */
function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed / 1e6;
}

function show({ users, sessions, loginsPerSecond, memory, crowd }: SimulatorFigures): string {
  return [
    "Driven from the same process, over HTTPS.",
    "",
    table(
      ["", ""],
      [
        [`MB of heap for ${formatNumber(users)} users and ${formatNumber(sessions)} sessions`, formatNumber(memory)],
        ["logins a second among them, without an Action", formatNumber(loginsPerSecond)],
        [`seconds for ${crowd.logins} logins at once, each ending 5 sessions`, formatNumber(crowd.seconds)],
        ["of which failed", formatNumber(crowd.failed)],
      ],
    ),
  ].join("\n");
}
