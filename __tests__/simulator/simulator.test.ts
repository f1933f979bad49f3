import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { get } from "node:https";
import { json } from "node:stream/consumers";
import type { SimulatorOptions } from "../../simulator/simulator";
import { RunningSimulator } from "./running-simulator";

const started: RunningSimulator[] = [];
afterEach(() => Promise.all(started.splice(0).map((running) => running.close())));

async function start(options?: SimulatorOptions): Promise<RunningSimulator> {
  const running = await RunningSimulator.start(options);
  started.push(running);
  return running;
}

test("serves one tenant on both of its domains, and on no other name", async () => {
  const running = await start();
  const { domain, customDomain } = running.simulator;
  expect(domain).toMatch(/^localhost:\d+$/);
  expect(customDomain).toMatch(/^127\.0\.0\.1:\d+$/);
  for (const at of [domain, customDomain]) {
    const { body } = await running.call("/.well-known/openid-configuration", { domain: at, token: null });
    expect(body).toMatchObject({ issuer: `https://${at}/` });
  }
  const ca = readFileSync(running.simulator.certificateAuthorityFile);
  const headers = { host: "example.com" };
  const sent = get(`https://${domain}/.well-known/jwks.json`, { ca, servername: "localhost", headers, agent: false });
  const [elsewhere] = (await once(sent, "response")) as [IncomingMessage];
  expect(elsewhere.statusCode).toBe(404);
  expect(await json(elsewhere)).toMatchObject({ message: expect.stringContaining(domain) as string });
});

test("leaves nothing behind when it is closed", async () => {
  const running = await RunningSimulator.start();
  const { simulator } = running;
  expect(existsSync(simulator.certificateAuthorityFile)).toBe(true);
  await running.close();
  expect(existsSync(simulator.certificateAuthorityFile)).toBe(false);
  await expect(fetch(`https://${simulator.domain}/`)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
});

test("can be closed twice, and while it owes an answer", async () => {
  const running = await RunningSimulator.start();
  const { simulator } = running;
  const user = await running.newUser("a@example.com");
  simulator.faults.inject({ method: "GET", path: "/api/v2/users", fault: { kind: "no answer" } });
  const unanswered = expect(simulator.management.users.list({}, { maxRetries: 0 })).rejects.toThrow();
  simulator.traffic.delayAnswers(1_000_000);
  const late = expect(simulator.management.users.get(user, {}, { maxRetries: 0 })).rejects.toThrow();
  while (simulator.requests().at(-1)?.method !== "GET") await new Promise(setImmediate);
  await Promise.all([simulator.close(), simulator.close()]);
  await simulator.close();
  await Promise.all([unanswered, late]);
});

test("says that its port is taken", async () => {
  const { domain } = (await start()).simulator;
  const port = Number(domain.split(":")[1]);
  await expect(RunningSimulator.start({ port })).rejects.toThrow(`cannot listen on port ${port}`);
});

test("keeps apart the tenants of two simulators", async () => {
  const [one, two] = [await start(), await start()];
  await one.newUser("a@example.com");
  expect((await two.simulator.management.users.list()).data).toEqual([]);
});

test("tells which requests it answered, to other processes too, and not what was asked of the simulator itself", async () => {
  const running = await start();
  const { simulator } = running;
  const user = await running.newUser("a@example.com");
  await simulator.browser.signIn({ user });
  await simulator.management.users.sessions.list(user, { take: 7 });
  const clientId = simulator.environment.AUTH0_CLIENT_ID;
  expect(simulator.requests()).toEqual([
    {
      method: "POST",
      path: "/oauth/token",
      query: "",
      status: 200,
      clientId,
      body: expect.objectContaining({ grant_type: "client_credentials" }) as object,
    },
    {
      method: "POST",
      path: "/api/v2/users",
      query: "",
      status: 201,
      clientId,
      body: expect.objectContaining({ email: "a@example.com" }) as object,
    },
    {
      method: "GET",
      status: 200,
      clientId,
      path: `/api/v2/users/${encodeURIComponent(user)}/sessions`,
      query: expect.stringContaining("take=7") as string,
    },
  ]);
  expect((await running.call("/simulator/requests", { token: null })).body).toEqual(simulator.requests());
});

test("carries out what is pending when another process asks it to settle", async () => {
  const running = await start({ deletionDelay: Infinity });
  const user = await running.newUser("a@example.com");
  const { session } = await running.simulator.browser.signIn({ user });
  await running.simulator.management.sessions.delete(session?.id ?? "");
  await running.call("/simulator/settle", { method: "POST", token: null });
  expect((await running.simulator.management.users.sessions.list(user)).data).toEqual([]);
});

test("a request of `management` that fails leaves no timer, which would keep the process from ending", async () => {
  const { simulator } = await start();
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
  await simulator.management.users.list();
  simulator.faults.inject({ method: "GET", path: "/api/v2/users", fault: { kind: "connection reset" } });
  const before = timers();
  await expect(simulator.management.users.list()).rejects.toThrow();
  expect(timers()).toBeLessThanOrEqual(before);
});
