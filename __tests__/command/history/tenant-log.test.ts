import { draw } from "../../../command/history/draw";
import { queryFor, TenantLog, timeOf } from "../../../command/history/tenant-log";
import { TenantReader } from "../../../command/tenant/tenant-reader";
import { startSimulator, type Fault, type Simulator } from "../../../simulator/simulator";
import { collect } from "../users/memory-directory";

const QUERY = queryFor({ clientIds: ["none"], name: 'a "name" \\' });

let simulator: Simulator;
/** Milliseconds by which the tenant is ahead. */
let ahead = 0;
beforeAll(async () => (simulator = await startSimulator()));
afterAll(() => simulator.close());

/** Reads with the simulator's own client, which trusts its certificate. */
function log(): TenantLog {
  const reader = new TenantReader(simulator.domain, "unused");
  return new TenantLog(Object.assign(reader, { management: simulator.management }), QUERY);
}

const now = () => Date.now() + ahead;

/** A moment after all that was, and before all that comes. */
function moment(): number {
  simulator.passTime(1000);
  ahead += 1000;
  return now() - 500;
}

const signIn = async (user: string, times: number) => {
  for (let n = 0; n < times; n++) await simulator.browser.signIn({ user });
};

test("all events of a window are read, however many, each once and none from outside", async () => {
  const [user = ""] = simulator.seed({ users: 1 });
  const start = moment();
  await signIn(user, 1130);
  const window = { start, end: now() + 1 };
  await simulator.management.users.update(user, { name: "somebody else's operation" });
  expect(await log().read(window)).toBeUndefined();
  const slices = await collect(draw(log(), window, 1000, Math.random));
  const events = slices.flatMap((slice) => slice.events);
  expect(events).toHaveLength(1130);
  expect(new Set(events.map(({ log_id }) => log_id)).size).toBe(1130);
  const [third, ninth] = [events[3]!, events[9]!].map(timeOf).sort((a, b) => a - b);
  const inner = await log().read({ start: third!, end: ninth! });
  expect(inner!.every((event) => timeOf(event) >= third! && timeOf(event) < ninth!)).toBe(true);
});

test.each([99, 100, 101, 250])("%i events are no more than there are", async (count) => {
  const [user = ""] = simulator.seed({ users: 1 });
  const start = moment();
  await signIn(user, count);
  expect(await log().read({ start, end: now() + 1 })).toHaveLength(count);
});

test("the oldest event tells how far back the log goes", async () => {
  const oldest = await log().oldest();
  expect(oldest).toBeLessThan(now());
  const [first] = (await log().read({ start: oldest!, end: oldest! + 1 })) ?? [];
  expect(first === undefined || timeOf(first) === oldest).toBe(true);
});

test("what a tenant refuses is told", async () => {
  simulator.faults.inject({ method: "GET", path: "/api/v2/logs", fault: { kind: "status", status: 403 } });
  await expect(log().oldest()).rejects.toThrow(/^the tenant's log cannot be searched: 403/);
});

test.each<Fault>([
  { kind: "wrong shape" },
  { kind: "bare array" }, // of an array: an array in an array, which is no event
  { kind: "truncated JSON" },
  { kind: "connection reset" },
  { kind: "status", status: 503 },
])("an answer that is none, %j, is asked for again", async (fault) => {
  const [user = ""] = simulator.seed({ users: 1 });
  const start = moment();
  await signIn(user, 3);
  const window = { start, end: now() + 1 };
  // The SDK asks again, too, where a status says so.
  simulator.faults.inject({ method: "GET", path: "/api/v2/logs", fault, times: 1 });
  expect(await log().read(window)).toHaveLength(3);
});
