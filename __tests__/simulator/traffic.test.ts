import { RATE_LIMITS, startSimulator } from "../../simulator/simulator";
import { RunningSimulator } from "./running-simulator";

/** So slow that no test is long enough for another token. */
const SLOW = { burst: 3, perSecond: 0.0001 };

let running: RunningSimulator;
let token: string;
beforeAll(async () => {
  running = await RunningSimulator.start();
  token = await running.token();
});
afterEach(() => {
  running.simulator.traffic.limitRate();
  running.simulator.traffic.delayAnswers(0);
  running.simulator.faults.clear();
});
afterAll(() => running.close());

const headersOf = ({ headers }: { headers: Headers }) =>
  ["limit", "remaining", "reset"].map((name) => headers.get(`x-ratelimit-${name}`));
const listUsers = () => running.call("/api/v2/users", { token });

test("without a rate limit no answer tells of one", async () => {
  expect(headersOf(await listUsers())).toEqual([null, null, null]);
});

test("every answer of the Management API tells of the bucket, and the call after the last token is refused", async () => {
  const { traffic } = running.simulator;
  traffic.limitRate({ burst: 4, perSecond: 0.5 });
  const started = Date.now() / 1000;
  const refusals = [
    await listUsers(),
    await running.call("/api/v2/users", { token: null }),
    await running.call("/api/v2/users/auth0%7Cnobody", { token }),
    await running.call("/api/v2/no-such-route", { token }),
  ];
  expect(refusals.map(({ status }) => status)).toEqual([200, 401, 404, 501]);
  expect(refusals.map((answer) => headersOf(answer).slice(0, 2))).toEqual([
    ["4", "3"],
    ["4", "2"],
    ["4", "1"],
    ["4", "0"],
  ]);
  const resets = refusals.map((answer) => Number(headersOf(answer)[2]) - started);
  resets.forEach((reset, i) => expect(Math.abs(reset - 2 * (i + 1))).toBeLessThan(2));

  traffic.limitRate(SLOW);
  for (let i = 0; i < SLOW.burst; i += 1) await listUsers();
  const refused = await listUsers();
  expect(headersOf(refused).slice(0, 2)).toEqual(["3", "0"]);
  expect(refused).toMatchObject({
    status: 429,
    body: {
      statusCode: 429,
      error: "Too Many Requests",
      message: "Global limit has been reached",
      errorCode: "too_many_requests",
    },
  });
});

test("a refused call does nothing, and is in the journal", async () => {
  const { traffic } = running.simulator;
  traffic.limitRate({ ...SLOW, burst: 1 });
  await listUsers();
  const body = { connection: "Username-Password-Authentication", email: "late@example.com" };
  expect(await running.call("/api/v2/users", { token, method: "POST", body })).toMatchObject({ status: 429 });
  expect(running.simulator.requests().at(-1)).toMatchObject({ method: "POST", path: "/api/v2/users", status: 429 });
  traffic.limitRate();
  expect((await listUsers()).body).toEqual([]);
});

test("time that passes fills the bucket", async () => {
  const { traffic, passTime } = running.simulator;
  traffic.limitRate({ burst: 2, perSecond: 0.01 });
  const statuses = async () => [(await listUsers()).status, (await listUsers()).status, (await listUsers()).status];
  expect(await statuses()).toEqual([200, 200, 429]);
  passTime(100_000);
  expect(await statuses()).toEqual([200, 429, 429]);
});

test("tokens, logins and the simulator's own routes cost nothing", async () => {
  const { simulator } = running;
  const user = await running.newUser("a@example.com");
  simulator.traffic.limitRate({ ...SLOW, burst: 1 });
  for (let i = 0; i < 3; i += 1) {
    await running.token();
    await simulator.browser.signIn({ user });
    await running.call("/simulator/requests", { token: null });
  }
  expect((await listUsers()).status).toBe(200);
});

test("both settings can be read and changed from another process", async () => {
  const change = (body: object) => running.call("/simulator/traffic", { method: "PATCH", token: null, body });
  await change({ rateLimit: RATE_LIMITS.enterpriseOther });
  const { body } = await change({ latency: 5 });
  expect(body).toEqual({ latency: 5, rateLimit: { burst: 10, perSecond: 2 } });
  expect(headersOf(await listUsers())[0]).toBe("10");
  await change({ rateLimit: null, latency: 0 });
  expect((await running.call("/simulator/traffic", { token: null })).body).toEqual({ latency: 0, rateLimit: null });
  expect(await change({ rateLimit: { burst: 0, perSecond: 1 } })).toMatchObject({ status: 400 });
});

test.each([
  { rateLimit: { burst: 0, perSecond: 1 } },
  { rateLimit: { burst: 1.5, perSecond: 1 } },
  { rateLimit: { burst: 1, perSecond: 0 } },
  { latency: -1 },
  { latency: NaN },
])("a simulator does not start with %j", async (options) => {
  await expect(startSimulator(options)).rejects.toThrow(/latency is|rate limit is/);
});

describe("an answer that is late", () => {
  const tookAtLeast = async (milliseconds: number, call: () => Promise<unknown>) => {
    const started = performance.now();
    await call();
    // Timers may fire up to a millisecond early.
    return performance.now() - started >= milliseconds - 1;
  };

  test("is every answer of the tenant with a latency, and none of the simulator's own", async () => {
    running.simulator.traffic.delayAnswers(80);
    expect(await tookAtLeast(80, listUsers)).toBe(true);
    expect(await tookAtLeast(80, () => running.token())).toBe(true);
    running.simulator.traffic.delayAnswers(3_000_000);
    expect((await running.call("/simulator/requests", { token: null })).status).toBe(200);
  });

  test("comes after the tenant has done what it was asked", async () => {
    const { simulator } = running;
    const user = await running.newUser("b@example.com");
    const { session } = await simulator.browser.signIn({ user });
    simulator.traffic.delayAnswers(100);
    const deletion = running.call(`/api/v2/sessions/${session?.id}`, { method: "DELETE", token });
    while (simulator.requests().at(-1)?.method !== "DELETE") await new Promise(setImmediate);
    simulator.traffic.delayAnswers(0);
    expect(await simulator.browser.silentAuthentication(session!)).toMatchObject({ reason: "login_required" });
    expect((await deletion).status).toBe(202);
  });

  test("can be that of one endpoint alone", async () => {
    const { faults } = running.simulator;
    const fault = { kind: "late answer", milliseconds: 80 } as const;
    faults.inject({ method: "GET", path: "/api/v2/users", fault });
    expect(await tookAtLeast(80, async () => expect(await listUsers()).toMatchObject({ status: 200 }))).toBe(true);
    faults.inject({ method: "GET", path: "/api/v2/users", fault: { ...fault, milliseconds: 3_000_000 } });
    expect((await running.call("/api/v2/clients", { token })).status).toBe(200);
  });
});
