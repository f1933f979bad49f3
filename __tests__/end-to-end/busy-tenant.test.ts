import { createHash } from "node:crypto";
import path from "node:path";
import { SingleSessionConstruct } from "../../constructs";
import { RATE_LIMITS } from "../../simulator/simulator";
import { endedBy, Neighbour, spoilEvery } from "./busy-tenant";
import { CommandLine, type Ended } from "./command-line";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { TimeLapse } from "./time-lapse";

/** `npm run test:busy-tenant` has 2,000, with 10,000 sessions. */
const USERS = Number(process.env.BUSY_TENANT ?? 40);

/** How many sessions users have, in turns: five on average. */
const SESSIONS = [1, 4, 6, 9];

const MAX_SESSIONS = 2;

/** How many users log in while a sweep is under way. */
const LOGINS = USERS / 10;

/** One call of so many goes wrong. */
const FAULTY = 7;

/** Of a log, that a search gives. */
const MOST_EVENTS = 1000;

/** Milliseconds: to read a journal takes some, in the process that the tenant is in. */
const WATCH_EVERY = 50;

jest.setTimeout(USERS * 2000 + 120_000);

let deployment: Deployment;
let time: TimeLapse;
let neighbour: Neighbour;
let command: CommandLine;
/** The sessions that users had in the beginning, the oldest first. */
let before: Map<string, string[]>;

beforeAll(async () => {
  deployment = await Deployment.start();
  await deployment.apply((stack) => {
    new SingleSessionConstruct(stack, "SingleSession", { policy: { maxSessions: MAX_SESSIONS } });
  });
  const { simulator } = deployment;
  const users = SESSIONS.map((sessions) => simulator.seed({ users: USERS / SESSIONS.length, sessions }));
  before = await sessionsOf(users.flat());

  time = new TimeLapse(simulator, 40);
  simulator.traffic.limitRate(RATE_LIMITS.enterpriseOther);
  spoilEvery(FAULTY, USERS * 10, deployment);
  // Half of what flows into the bucket.
  neighbour = new Neighbour(deployment, time, { together: 3, interval: 3000 });
  command = new CommandLine(simulator, time, deployment.folder);
}, PREPARATION_TIME);

afterAll(async () => {
  await neighbour.leave();
  time.stop();
  await deployment.stop();
});

async function sessionsOf(users: Iterable<string>): Promise<Map<string, string[]>> {
  const held = new Map<string, string[]>();
  for (const user of users) held.set(user, await deployment.sessionsOf(user));
  return held;
}

/** All but the newest ones, of everybody. */
const overTheLimit = () => [...before.values()].flatMap((sessions) => sessions.slice(0, -MAX_SESSIONS));

const hashOf = (session: string) => createHash("sha256").update(session).digest("hex").slice(0, 12);

/** The sessions that a client has ended, once for each time. */
function endedAs(isClient: (clientId: string | undefined) => boolean): string[] {
  return deployment.simulator
    .requests()
    .filter(({ method, path, status }) => method === "DELETE" && path.includes("/sessions/") && status === 202)
    .filter(({ clientId }) => isClient(clientId))
    .map(({ path }) => path.split("/").at(-1)!);
}

interface History {
  visible: { from: string };
  periods: { ended: number; sampled: boolean }[];
}

async function history(args: string[], environment = {}): Promise<History> {
  return JSON.parse((await whole(["history", "--json", ...args], environment)).stdout) as History;
}

const totalOf = ({ periods }: History) => periods.reduce((sum, { ended }) => sum + ended, 0);

/** Of a command that only reads: whether it warns of something is of no interest here. Where it could not go on, it begins anew. */
async function whole(args: string[], environment = {}): Promise<Ended> {
  for (let runs = 1; ; runs += 1) {
    const ended = await command.run(args, undefined, environment);
    if (ended.exitCode === 0 || ended.exitCode === 1) return ended;
    console.log(`${args[0]} ended with ${ended.exitCode}: ${ended.stderr.slice(-500)}`);
    expect(runs).toBeLessThan(4);
  }
}

/** The client whose credentials the command has. */
const isCommand = (clientId: string | undefined) => clientId === deployment.simulator.environment.AUTH0_CLIENT_ID;

test("preview lists exactly what is over the limit, and sweep ends exactly that, whatever happens meanwhile", async () => {
  const { simulator, folder } = deployment;
  const { stdout } = await whole(["preview", "--json", "--show-users"]);
  const { users } = JSON.parse(stdout) as { users: { user: string; ending: { id: string }[] }[] };
  const listed = users.flatMap(({ ending }) => ending.map(({ id }) => id)).sort();
  expect(users).toHaveLength(USERS);
  expect(listed).toEqual(overTheLimit().map(hashOf).sort());
  expect(endedAs(() => true)).toEqual([]);
  expect(neighbour.refused).toBe(0);

  const journal = path.join(folder, "journal.jsonl");
  /** @param part of what is to end, after which it is killed */
  const sweep = async (part = Infinity) => {
    let watching: NodeJS.Timeout | undefined;
    const ended = await command.run(["sweep", "--yes", "--json", "--journal", journal], (child) => {
      watching = setInterval(() => endedBy(journal) > listed.length * part && child.kill("SIGKILL"), WATCH_EVERY);
    });
    clearInterval(watching);
    return ended;
  };
  /** Whatever ends a sweep, it is run again, until it is killed or done. */
  const sweepUntil = async (last: number | null, part?: number) => {
    for (let runs = 1; ; runs += 1) {
      const { exitCode, stderr } = await sweep(part);
      if (exitCode === last) return;
      console.log(`the sweep ended with ${exitCode}: ${stderr.slice(-500)}`);
      expect(runs).toBeLessThan(10);
    }
  };
  const appeared = new Map<string, string>();
  /** Of those with four sessions, which leaves the neighbour enough calls. */
  const returning = [...before].filter(([, sessions]) => sessions.length === 4).map(([user]) => user);
  const logIn = async (count: number) => {
    for (const user of returning.splice(0, count)) {
      await time.wait(10_000);
      appeared.set(user, (await simulator.browser.signIn({ user })).session!.id);
    }
  };

  for (const part of [1 / 4, 1 / 2]) {
    await sweepUntil(null, part);
    await logIn(LOGINS / 2);
  }
  await sweepUntil(0);

  const { AUTH0_CLIENT_ID = "" } = simulator.environment;
  const bySweep = await history(["--slices", "1000"], { SINGLE_SESSION_CLIENT_ID: AUTH0_CLIENT_ID });
  const byAction = await history(["--slices", "1000"]);
  const sampled = await history(["--slices", "1"], { SINGLE_SESSION_CLIENT_ID: AUTH0_CLIENT_ID });
  await neighbour.leave();
  simulator.faults.clear();
  simulator.traffic.limitRate();

  const ended = endedAs(isCommand);
  const endedByAction = endedAs((clientId) => !isCommand(clientId));
  const after = await sessionsOf(before.keys());
  const live = [...after.values()].flat();
  const known = [...before.values()].flat();
  // History tells apart who ended what, and counts it exactly, or says that it does not.
  expect([totalOf(bySweep), totalOf(byAction)]).toEqual([ended.length, endedByAction.length]);
  expect([...bySweep.periods, ...byAction.periods].filter((period) => period.sampled)).toEqual([]);
  const isLarge = ended.length > MOST_EVENTS;
  expect(sampled.periods.some((period) => period.sampled)).toBe(isLarge);
  if (!isLarge) expect(totalOf(sampled)).toBe(ended.length);
  const oldest = (await simulator.management.logs.list({ sort: "date:1", per_page: 1 })).data[0]!;
  expect(bySweep.visible.from).toBe(oldest.date);

  // Nothing ended that was not listed, nor twice.
  expect(ended.filter((session) => !listed.includes(hashOf(session)))).toEqual([]);
  expect(ended).toHaveLength(new Set(ended).size);
  // Nothing lost: what is gone was ended by the sweep, or by the Action at a login.
  const gone = new Set([...ended, ...endedByAction]);
  expect(live.sort()).toEqual([...known.filter((session) => !gone.has(session)), ...appeared.values()].sort());
  // Everybody is within the limit; who logged in meanwhile has the new session, too.
  for (const [user, sessions] of after) {
    const newest = before.get(user)!.slice(-MAX_SESSIONS);
    if (appeared.has(user)) expect(sessions).toContain(appeared.get(user));
    else expect(sessions.sort()).toEqual(newest.sort());
  }
  expect({ calls: neighbour.calls > USERS, refused: neighbour.refused }).toEqual({ calls: true, refused: 0 });
});
