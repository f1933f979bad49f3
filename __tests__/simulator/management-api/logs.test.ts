import type { LogEvent } from "../../../simulator/tenant/log-events";
import { bindAction } from "../bound-action";
import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
let user: string;
let caller: string;
/** One for all calls, because getting one is an event too. */
let token: string;
/** Where the tenant's log stood before the test. */
let checkpoint = "0";
beforeAll(async () => {
  running = await RunningSimulator.start();
  token = await running.token();
  user = await running.newUser("a@example.com");
  caller = running.simulator.environment.AUTH0_CLIENT_ID!;
});
beforeEach(async () => {
  checkpoint = (await since(checkpoint)).at(-1)?.log_id ?? checkpoint;
});
afterAll(() => running.close());

const get = (path: string) => running.call(`/api/v2${path}`, { token });
const searched = async (query: Record<string, string>) =>
  (await get(`/logs?${new URLSearchParams(query).toString()}`)).body as LogEvent[];
async function since(from: string): Promise<LogEvent[]> {
  const all: LogEvent[] = [];
  for (;;) {
    const { body } = await get(`/logs?from=${all.at(-1)?.log_id ?? from}&take=100`);
    if ((body as LogEvent[]).length === 0) return all;
    all.push(...(body as LogEvent[]));
  }
}
const written = () => since(checkpoint);

test("logins are told by how they were made and how they ended", async () => {
  const { browser } = running.simulator;
  const { session, refreshToken = "" } = await browser.signIn({ user, device: { ip: "203.0.113.7" } });
  await browser.singleSignOn(session!);
  await browser.silentAuthentication(session!);
  await browser.silentAuthentication({ id: "gone" });
  await browser.exchangeRefreshToken(refreshToken);
  await browser.exchangeRefreshToken("none");
  await browser.passwordGrant({ user });
  await browser.nativeSocialLogin({ user });
  const events = await written();
  expect(events.map(({ type }) => type)).toEqual(["s", "s", "ssa", "fsa", "sertft", "fertft", "sepft", "sens"]);
  expect(events[0]).toMatchObject({
    client_id: running.simulator.applicationClientId,
    client_name: "Application",
    connection: "Username-Password-Authentication",
    strategy: "auth0",
    ip: "203.0.113.7",
    hostname: running.simulator.domain,
    user_id: user,
    user_name: "a@example.com",
    details: { session_id: session?.id, stats: { loginsCount: 1 } },
  });
  expect(events[3]).toMatchObject({ description: "login_required" });
});

test("a denied login is a failed one, and names the execution; one that the tenant refuses had none", async () => {
  const { browser, management } = running.simulator;
  await bindAction(running, `api.access.deny("not today")`);
  const { refreshToken = "" } = await browser.passwordGrant({ user });
  expect(refreshToken).toBe("");
  await browser.signIn({ user });
  await bindAction(running, "");
  await management.users.update(user, { blocked: true });
  await browser.signIn({ user });
  await management.users.update(user, { blocked: false });

  const failed = (await written()).filter(({ type }) => ["f", "fepft"].includes(type));
  expect(failed.map(({ type, description }) => [type, description])).toEqual([
    ["fepft", "not today"],
    ["f", "not today"],
    ["f", "user is blocked"],
  ]);
  const [execution] = (failed[1]?.details?.actions as { executions: string[] }).executions;
  expect((await get(`/actions/executions/${execution}`)).body).toMatchObject({
    id: execution,
    trigger_id: "post-login",
    status: "final",
    results: [{ action_name: expect.stringMatching("Action") }],
  });
  expect(failed[2]?.details).not.toHaveProperty("actions");
});

test("an Action that fails is told of, by class of error, and its execution says why and when", async () => {
  const started = new Date().toISOString();
  await bindAction(running, `console.log("secret text"); throw new Error("broken")`);
  await running.simulator.browser.signIn({ user });
  await bindAction(running, "");
  const events = await written();
  const failed = events.find(({ type }) => type === "actions_execution_failed");
  expect(failed).toMatchObject({
    description: "Error: broken",
    user_id: user,
    details: { error_class: "action_error", trigger_id: "post-login" },
  });
  const { body } = await get(`/actions/executions/${String(failed?.details?.execution_id)}`);
  const { results, created_at, updated_at } = body as Record<string, string> & { results: Record<string, unknown>[] };
  expect(results).toMatchObject([{ action_name: failed?.details?.action_name, error: { msg: "Error: broken" } }]);
  const moments = [started, created_at, results[0]?.started_at, results[0]?.ended_at];
  expect(moments).toEqual([...moments].sort());
  expect(updated_at).toBe(results[0]?.ended_at);
  expect(JSON.stringify(body)).not.toContain("secret text");
});

test("an execution is forgotten after 10 days", async () => {
  const other = await RunningSimulator.start();
  await bindAction(other, "");
  await other.simulator.browser.signIn({ user: await other.newUser("a@example.com") });
  const events = (await other.call("/api/v2/logs?q=type:s")).body as LogEvent[];
  const [id] = (events[0]?.details?.actions as { executions: string[] }).executions;
  const day = 24 * 60 * 60 * 1000;
  const statuses = [];
  for (const days of [0, 9, 1.01]) {
    other.simulator.passTime(days * day);
    statuses.push((await other.call(`/api/v2/actions/executions/${id}`)).status);
  }
  expect(statuses).toEqual([200, 200, 404]);
  await other.close();
});

test("changes by the Management API are told of with who made them, and what is only read is not", async () => {
  const { management, browser } = running.simulator;
  const { session } = await browser.signIn({ user });
  await management.users.sessions.list(user);
  await management.sessions.delete(session?.id ?? "");
  await expect(management.users.delete("auth0|nobody/else")).resolves.toBeUndefined();
  await expect(management.sessions.revoke("gone")).rejects.toMatchObject({ statusCode: 404 });
  const operations = (await written()).filter(({ type }) => type.endsWith("api"));
  expect(operations.map(({ type, description }) => [type, description])).toEqual([
    ["sapi", "DELETE /api/v2/sessions/:id"],
    ["sapi", "DELETE /api/v2/users/:id"],
    ["fapi", "POST /api/v2/sessions/:id/revoke"],
  ]);
  expect(operations[0]).toMatchObject({
    client_id: caller,
    client_name: "Terraform",
    details: {
      request: {
        method: "delete",
        path: `/api/v2/sessions/${session?.id}`,
        channel: "api",
        auth: { credentials: { scopes: expect.arrayContaining(["delete:sessions"]) } },
      },
      response: { statusCode: 202 },
    },
  });
  expect(operations[1]?.details).toMatchObject({ request: { path: "/api/v2/users/auth0|nobody/else" } });
});

test("no secret is in them", async () => {
  const { clients } = running.simulator.management;
  const { client_id = "", client_secret = "" } = await clients.create({ name: "secretive" });
  await running.call("/oauth/token", { method: "POST", body: { ...running.tokenRequest, client_id, client_secret } });
  const events = await since(checkpoint);
  expect(events.map(({ type }) => type)).toContain("feccft");
  expect(JSON.stringify(events)).not.toContain(client_secret);
});

test("a request for a token that is refused names the client that it says it is of, and the SDK that made it", async () => {
  const { client_id = "" } = await running.simulator.management.clients.create({ name: "locked out" });
  const body = { ...running.tokenRequest, client_id, client_secret: "wrong" };
  const sdk = Buffer.from(JSON.stringify({ name: "node-auth0", version: "7.1.0" })).toString("base64url");
  await running.call("/oauth/token", { method: "POST", body });
  await running.call("/oauth/token", { method: "POST", body: { ...body, client_id: "nobody" } });
  await running.call("/oauth/token", { method: "POST", body, headers: { "auth0-client": sdk } });
  const events = (await written()).filter(({ type }) => type === "feccft");
  expect(events.map(({ client_name, auth0_client }) => [client_name, auth0_client])).toEqual([
    ["locked out", undefined],
    ["locked out", { name: "node-auth0", version: "7.1.0" }],
  ]);
});

test("a rate limit that is exceeded is told of once a minute", async () => {
  const { traffic, passTime } = running.simulator;
  for (const minutes of [0, 0.5, 1]) {
    passTime(minutes * 60_000);
    traffic.limitRate({ burst: 1, perSecond: 0.0001 });
    for (let n = 0; n < 3; n += 1) await running.call("/api/v2/clients", { token });
  }
  traffic.limitRate();
  expect((await written()).map(({ type }) => type)).toEqual(["api_limit", "api_limit"]);
});

describe("a search", () => {
  test("finds by type, client and date, newest first", async () => {
    const { browser, management, applicationClientId } = running.simulator;
    await browser.signIn({ user });
    await management.users.update(user, { name: "A" });
    await browser.signIn({ user });
    const [first, , last] = await written();
    const between = `date:[${first?.date} TO ${last?.date}]`;
    const types = async (q: string) => (await searched({ q })).map(({ type }) => type);
    expect(await types(between)).toEqual(expect.arrayContaining(["s", "sapi", "s"]));
    expect(await types(`type:s AND ${between}`)).toEqual(["s", "s"]);
    expect(await types(`type:(s OR sapi) AND client_id:${applicationClientId} AND ${between}`)).toEqual(["s", "s"]);
    expect(await types(`type:sapi AND client_id:${caller} AND ${between}`)).toEqual(["sapi"]);
    expect(await types(`type:S AND ${between}`)).toEqual([]);
    const dates = (await searched({ q: between })).map(({ date }) => date);
    expect(dates).toEqual([...dates].sort().reverse());
    const oldestFirst = await searched({ q: between, sort: "date:1", per_page: "1", fields: "log_id" });
    expect(oldestFirst).toEqual([{ log_id: first?.log_id }]);
  });

  test("by `search` finds what begins so, whatever the case, beside all the other parameters", async () => {
    const { browser, management } = running.simulator;
    await browser.signIn({ user });
    await management.users.update(user, { name: "A" });
    const [, event] = await written();
    const q = `date:[* TO ${event?.date}]`;
    const types = async (search: string, more = {}) =>
      new Set((await searched({ search, q, per_page: "100", ...more })).map(({ type }) => type));
    expect(await types("user:A@EXAMPLE")).toContain("s");
    expect(await types(`type:"S" application:appl`)).toEqual(new Set(["s"]));
    expect(await types("terraf")).toContain("sapi");
    expect(await types("erraf")).toEqual(new Set());
    const [oldest] = await searched({ sort: "date:1", q: "type:s" });
    const fields = { fields: "log_id", per_page: "1", sort: "date:1" };
    expect(await searched({ search: `type:"s"`, ...fields })).toEqual([{ log_id: oldest?.log_id }]);
  });

  test.each([
    ["q=email:a", 501],
    ["q=type", 501],
    ["q=date:soon", 400],
    ["search=email:a", 501],
    ["search=type%3A%22s", 400],
    ["search=", 400],
    ["from=1&search=a", 400],
    ["sort=details:1", 501],
    ["page=10&per_page=100", 400],
    ["take=5", 400],
    ["from=1&q=type:s", 400],
    ["from=1&sort=date:1", 400],
    ["from=abc", 400],
    ["from=1&take=101", 400],
  ])("by %s is refused with %d", async (query, status) => {
    expect(await get(`/logs?${query}`)).toMatchObject({ status });
  });
});

test("a checkpoint reads on by the link it gives, to the end and then to what comes", async () => {
  for (let n = 0; n < 5; n += 1) await running.simulator.browser.signIn({ user });
  let path = `/api/v2/logs?from=${checkpoint}&take=2`;
  const types: string[] = [];
  for (let pages = 0; pages < 5; pages += 1) {
    const { body, headers } = await running.call(path, { token });
    types.push(...(body as LogEvent[]).map(({ type }) => type));
    const [, next = ""] = /^<https:\/\/[^/]+(.*)>; rel="next"$/.exec(headers.get("link") ?? "") ?? [];
    path = next;
  }
  expect(types).toEqual(Array(5).fill("s"));
  await running.simulator.browser.signIn({ user });
  expect((await running.call(path, { token })).body).toMatchObject([{ type: "s" }]);
});

test("an event is found by its id", async () => {
  await running.simulator.browser.signIn({ user });
  const [event] = await written();
  expect((await get(`/logs/${event?.log_id}`)).body).toEqual(event);
  expect(await get("/logs/900")).toMatchObject({ status: 404, body: { errorCode: "inexistent_log" } });
});
