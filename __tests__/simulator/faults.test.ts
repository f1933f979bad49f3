import { RunningSimulator } from "./running-simulator";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { startSimulator, type Fault, type FaultyRoute, type Simulator } from "../../simulator/simulator";

let simulator: Simulator;
let token: string;
let user: string;

beforeAll(async () => {
  simulator = await startSimulator({ deletionDelay: 0 });
  token = await newToken();
});
afterAll(() => simulator.close());

beforeEach(async () => {
  simulator.faults.clear();
  const email = `${Math.random()}@example.com`;
  const { user_id } = await simulator.management.users.create({
    connection: "Username-Password-Authentication",
    email,
    password: "correct horse battery",
  });
  user = user_id!;
});

interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  text: string;
}

/** Plain HTTPS on a connection of its own. */
async function ask(path: string, options?: Parameters<typeof send>[1]): Promise<Answer> {
  const response = await send(path, options).response;
  const chunks = (await response.toArray()) as Buffer[];
  return { status: response.statusCode!, headers: response.headers, text: Buffer.concat(chunks).toString() };
}

/** The same, with the head of the response as soon as it comes. */
function send(path: string, { method = "GET", domain = simulator.domain, body }: Partial<Record<string, string>> = {}) {
  const sent = request(`https://${domain}${path}`, {
    method,
    agent: false,
    ca: readFileSync(simulator.certificateAuthorityFile),
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { "content-type": "application/json" }),
    },
  });
  sent.end(body);
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once("response", resolve).on("error", reject);
  });
  return { response, giveUp: () => sent.destroy() };
}

async function newToken(): Promise<string> {
  const { AUTH0_CLIENT_ID: client_id, AUTH0_CLIENT_SECRET: client_secret } = simulator.environment;
  const grant = { grant_type: "client_credentials", client_id, client_secret };
  const body = JSON.stringify({ ...grant, audience: `https://${simulator.domain}/api/v2/` });
  const { text } = await ask("/oauth/token", { method: "POST", body });
  return (JSON.parse(text) as { access_token: string }).access_token;
}

const sessionsPath = () => `/api/v2/users/${encodeURIComponent(user)}/sessions`;
const listSessions = async () => (await simulator.management.users.sessions.list(user)).data.map(({ id }) => id);
const injectOnList = (fault: Fault, times?: number) =>
  simulator.faults.inject({ method: "GET", path: "/api/v2/users/:id/sessions", fault, ...(times && { times }) });

describe("a request that never reaches the tenant", () => {
  test.each<[string, Extract<Fault, { kind: "status" }>, object, string]>([
    [
      "a rate limit",
      { kind: "status", status: 429, headers: { "retry-after": "7" }, body: { statusCode: 429 } },
      { "content-type": "application/json; charset=utf-8", "retry-after": "7" },
      '{"statusCode":429}',
    ],
    [
      "a gateway's page",
      { kind: "status", status: 503, body: "<h1>no</h1>" },
      { "content-type": "text/html; charset=utf-8" },
      "<h1>no</h1>",
    ],
    ["a status alone", { kind: "status", status: 500 }, { "content-length": "0" }, ""],
  ])("is answered with %s", async (_, fault, headers, text) => {
    injectOnList(fault);
    const answer = await ask(sessionsPath());
    expect(answer).toMatchObject({ status: fault.status, headers, text });
    expect(simulator.requests().at(-1)).toMatchObject({ path: sessionsPath(), status: fault.status });
  });

  // Where a server merely closes the connection, Node reports a "socket hang up", and no failed read.
  test.each(["domain", "customDomain"] as const)("has its connection reset, at the %s too", async (name) => {
    const domain = simulator[name];
    injectOnList({ kind: "connection reset" });
    await expect(send(sessionsPath(), { domain }).response).rejects.toMatchObject({
      code: "ECONNRESET",
      syscall: "read",
    });
  });

  test("stays without an answer, while others get theirs", async () => {
    const fault = injectOnList({ kind: "no answer" });
    const { response, giveUp } = send(sessionsPath());
    const answered = jest.fn();
    response.then(answered, answered);
    while (fault.occurrences === 0) await ask("/.well-known/jwks.json");
    expect((await ask(sessionsPath())).status).toBe(200);
    expect(answered).not.toHaveBeenCalled();
    giveUp();
    await expect(response).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  test("changes nothing there", async () => {
    const { session } = await simulator.browser.signIn({ user });
    const fault: Fault = { kind: "status", status: 500 };
    simulator.faults.inject({ method: "DELETE", path: "/api/v2/sessions/:id", fault });
    expect((await ask(`/api/v2/sessions/${session!.id}`, { method: "DELETE" })).status).toBe(500);
    expect(await listSessions()).toEqual([session!.id]);
  });
});

describe("an answer that is spoilt", () => {
  test("is lost with the connection, after the tenant did what it was asked", async () => {
    const { session } = await simulator.browser.signIn({ user });
    simulator.faults.inject({ method: "DELETE", path: "/api/v2/sessions/:id", fault: { kind: "lost answer" } });
    const { response } = send(`/api/v2/sessions/${session!.id}`, { method: "DELETE" });
    await expect(response).rejects.toMatchObject({ code: "ECONNRESET", syscall: "read" });
    expect(await listSessions()).toEqual([]);
  });

  const jsonType = { "content-type": "application/json; charset=utf-8" };

  test("comes a byte at a time, and never ends", async () => {
    injectOnList({ kind: "slow drip" });
    const { response, giveUp } = send(sessionsPath());
    const dripping = await response;
    expect(dripping).toMatchObject({ statusCode: 200, complete: false });
    const [first] = (await once(dripping, "data")) as [Buffer];
    const [second] = (await once(dripping, "data")) as [Buffer];
    expect(Buffer.concat([first, second]).toString()).toBe('{"');
    giveUp();
  });

  test("goes on dripping where there was nothing to say", async () => {
    simulator.faults.inject({ method: "DELETE", path: "/api/v2/sessions/:id", fault: { kind: "slow drip" } });
    const { response, giveUp } = send("/api/v2/sessions/any", { method: "DELETE" });
    const dripping = await response;
    expect(dripping.statusCode).toBe(202);
    await once(dripping, "data");
    await once(dripping, "data");
    giveUp();
  });

  test("is complete HTTP with half of the JSON", async () => {
    const whole = (await ask(sessionsPath())).text;
    injectOnList({ kind: "truncated JSON" });
    const { status, headers, text } = await ask(sessionsPath());
    expect({ status, headers }).toMatchObject({ status: 200, headers: { "content-length": String(text.length) } });
    expect(whole.startsWith(text)).toBe(true);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  test("is JSON of no known shape", async () => {
    injectOnList({ kind: "wrong shape" });
    const { status, headers, text } = await ask(sessionsPath());
    expect({ status, headers }).toMatchObject({ status: 200, headers: jsonType });
    expect(JSON.parse(text)).not.toHaveProperty("sessions");
  });

  test("is the list alone", async () => {
    const { session } = await simulator.browser.signIn({ user });
    injectOnList({ kind: "bare array" });
    const { text } = await ask(sessionsPath());
    expect(JSON.parse(text)).toEqual([expect.objectContaining({ id: session!.id })]);
  });

  test.each<"truncated JSON" | "wrong shape" | "bare array">(["truncated JSON", "wrong shape", "bare array"])(
    "%s has content even where there was none, and the tenant did what it was asked",
    async (kind) => {
      const { session } = await simulator.browser.signIn({ user });
      simulator.faults.inject({ method: "DELETE", path: "/api/v2/sessions/:id", fault: { kind } });
      const answer = await ask(`/api/v2/sessions/${session!.id}`, { method: "DELETE" });
      expect(answer).toMatchObject({ status: 202, headers: jsonType, text: expect.stringMatching(/./) as string });
      expect(await listSessions()).toEqual([]);
    },
  );
});

describe("faults", () => {
  const status = (code: number): Fault => ({ kind: "status", status: code });
  const statuses = async (count: number) => {
    const seen = [];
    for (let i = 0; i < count; i += 1) seen.push((await ask(sessionsPath())).status);
    return seen;
  };

  test("of one route occur in their order, each as often as it was asked for", async () => {
    injectOnList(status(500));
    injectOnList(status(429), 2);
    expect(await statuses(4)).toEqual([500, 429, 429, 200]);
  });

  test("let as many requests pass before as they were told to", async () => {
    simulator.faults.inject({ method: "GET", path: sessionsPath(), fault: status(500), after: 2 });
    expect(await statuses(4)).toEqual([200, 200, 500, 200]);
  });

  test("go on for ever where they are to, and end when they are cleared", async () => {
    const fault = injectOnList(status(503), Infinity);
    expect(await statuses(3)).toEqual([503, 503, 503]);
    expect(fault.occurrences).toBe(3);
    simulator.faults.clear();
    expect(await statuses(1)).toEqual([200]);
  });

  test.each<[Pick<FaultyRoute, "method" | "path">, boolean]>([
    [{ method: "GET", path: "/api/v2/users/:id/sessions" }, true],
    [{ method: "GET", path: /\/sessions\?take=7$/ }, true],
    [{ method: "GET", path: /take=8/ }, false],
    [{ method: "DELETE", path: "/api/v2/users/:id/sessions" }, false],
    [{ method: "GET", path: "/api/v2/users/:id" }, false],
    [{ method: "GET", path: "/api/v2/users/somebody-else/sessions" }, false],
  ])("of %p: %s", async (route, occurs) => {
    const fault = simulator.faults.inject({ ...route, fault: status(500) });
    await ask(`${sessionsPath()}?take=7`);
    expect(fault.occurrences).toBe(occurs ? 1 : 0);
  });

  test("of one user's path leave other users alone", async () => {
    simulator.faults.inject({ method: "GET", path: sessionsPath(), fault: status(500) });
    expect((await ask("/api/v2/users/auth0%7Cother/sessions")).status).toBe(404);
    expect(await statuses(1)).toEqual([500]);
  });

  test.each<[Partial<FaultyRoute>, string]>([
    [{ method: "get" }, 'no request has the method "get"; give one in capitals, such as GET, POST or DELETE'],
    [{ method: "FETCH" }, 'no request has the method "FETCH"'],
    [{ path: "oauth/token" }, 'path must begin with "/", got: "oauth/token"'],
    [{ times: 0 }, "times must be 1 or more, or Infinity, got: 0"],
    [{ after: -1 }, "after must be 0 or more, got: -1"],
  ])("that could never occur are refused: %p", (route, message) => {
    const inject = () => simulator.faults.inject({ method: "GET", path: "/", fault: status(500), ...route });
    expect(inject).toThrow(message);
  });

  test("are injected and cleared from another process too", async () => {
    const inject = (fault: object) => {
      const body = JSON.stringify({ method: "GET", path: "/api/v2/users/:id/sessions", times: 2, fault });
      return ask("/simulator/faults", { method: "POST", body });
    };
    expect((await inject(status(500))).status).toBe(204);
    expect(await statuses(1)).toEqual([500]);
    expect((await ask("/simulator/faults", { method: "DELETE" })).status).toBe(204);
    expect(await statuses(1)).toEqual([200]);
  });

  test.each([
    [{ kind: "gremlins" }, "'fault.kind is \"gremlins\", which there is not'"],
    [{ kind: "rate limited", seconds: -1 }, "'fault.seconds must be >= 0'"],
    [{ kind: "forbidden", errorCode: "x" }, "'fault.errorCode must be one of insufficient_scope, "],
    [{ kind: "lost answer", status: 500 }, "'Additional properties not allowed: status in fault'"],
    [{}, "'Missing required property: kind in fault'"],
  ])("from another process are refused with what is wrong in them: %j", async (fault, message) => {
    const body = JSON.stringify({ method: "GET", path: "/", fault });
    const answer = await ask("/simulator/faults", { method: "POST", body });
    expect(answer.status).toBe(400);
    expect((JSON.parse(answer.text) as { message: string }).message).toContain(message);
  });
});

test.each([
  ["/api/v2/sessions/{id}", /write a parameter as ":id"/],
  ["/api/v2/users?page=1", /no query/],
  ["/simulator/requests", /nothing under \/simulator\//],
])("a fault at %s, which can match no request, is refused, over HTTPS too", async (path, message) => {
  const running = await RunningSimulator.start();
  const fault = { kind: "no answer" } as const;
  expect(() => running.simulator.faults.inject({ method: "GET", path, fault })).toThrow(message);
  const answer = await running.call("/simulator/faults", { method: "POST", body: { method: "GET", path, fault } });
  expect([answer.status, (answer.body as { message: string }).message]).toEqual([400, expect.stringMatching(message)]);
  await running.close();
});

test("faults are listed with how many requests have met them", async () => {
  const running = await RunningSimulator.start();
  const path = "/api/v2/users/:id";
  const fault = { kind: "status", status: 503 } as const;
  running.simulator.faults.inject({ method: "GET", path, fault, times: 2 });
  await running.call("/api/v2/users/x");
  const listed = [{ method: "GET", path, fault, times: 2, after: 0, occurrences: 1 }];
  expect(running.simulator.faults.list()).toEqual(listed);
  expect((await running.call("/simulator/faults")).body).toEqual(listed);
  await running.close();
});
