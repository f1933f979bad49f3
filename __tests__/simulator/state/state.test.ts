import { generateKeyPairSync } from "node:crypto";
import type { SimulatorState } from "../../../simulator/simulator";
import { RunningSimulator } from "../running-simulator";

const DAY = 24 * 60 * 60 * 1000;
const GREETER = `const { greeting } = require("actions:greetings");
exports.onExecutePostLogin = async (event) => {
  console.log(greeting, event.secrets.domain, event.organization?.name, event.authorization?.roles.join());
};`;

let first: RunningSimulator;
let state: SimulatorState;
let second: RunningSimulator;

/** What the first tenant holds, as those who made it know it. */
let held: Awaited<ReturnType<typeof fill>>;

beforeAll(async () => {
  first = await RunningSimulator.start();
  held = await fill(first);
  state = JSON.parse(JSON.stringify(await first.simulator.exportState())) as SimulatorState;
  second = await RunningSimulator.start({ state });
}, 60_000);
afterAll(() => Promise.all([first.close(), second.close()]));

async function fill(running: RunningSimulator) {
  const { simulator } = running;
  const { actions, clients, connections, organizations, roles, users } = simulator.management;
  const user = await running.newUser("ada@example.com");
  await users.update(user, { user_metadata: { theme: "dark" } });
  await connections.create({ name: "employees", strategy: "auth0" });
  const withPassword = await users.create({
    connection: "employees",
    email: "bob@example.com",
    password: "s3cret",
  });
  const { id: role = "" } = await roles.create({ name: "support" });
  await roles.users.assign(role, { users: [user] });
  const permission = {
    resource_server_identifier: `https://${simulator.domain}/api/v2/`,
    permission_name: "read:users",
  };
  await roles.permissions.add(role, { permissions: [permission] });
  const { id: organization = "" } = await organizations.create({ name: "acme" });
  await organizations.members.create(organization, { members: [user] });
  await organizations.members.roles.assign(organization, user, { roles: [role] });
  const [database] = (await connections.list({ name: "Username-Password-Authentication" })).data;
  await organizations.enabledConnections.add(organization, { connection_id: database?.id ?? "" });

  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const { client_id: clientId = "" } = await clients.create({
    name: "Mobile",
    app_type: "native",
    grant_types: ["authorization_code", "refresh_token"],
    refresh_token: { rotation_type: "rotating", expiration_type: "expiring", token_lifetime: 7 * 24 * 3600 },
  });
  await clients.credentials.create(clientId, { credential_type: "public_key", pem });

  const { id: module = "" } = await actions.modules.create({
    name: "greetings",
    code: `exports.greeting = "hello from";`,
  });
  const { id: version = "" } = await actions.modules.versions.create(module);
  const { id: action = "" } = await actions.create({
    name: "Greeter",
    code: GREETER,
    secrets: [{ name: "domain", value: simulator.domain }],
    dependencies: [{ name: "auth0", version: "7.1.0" }],
    modules: [{ module_id: module, module_version_id: version }],
    supported_triggers: [{ id: "post-login", version: "v3" }],
  });
  await simulator.settled();
  await actions.deploy(action);
  await actions.triggers.bindings.updateMany("post-login", {
    bindings: [{ ref: { type: "action_id", value: action }, display_name: "Greeter" }],
  });

  simulator.seed({ users: 2, sessions: 2, refreshTokens: true });
  const login = await simulator.browser.signIn({ user, clientId, organization });
  const rotated = await simulator.browser.exchangeRefreshToken(login.refreshToken ?? "");
  const other = await simulator.browser.signIn({ user });
  simulator.passTime(DAY);
  await simulator.browser.silentAuthentication(other.session!);
  await running.call("/api/v2/guardian/policies", { method: "PUT", body: ["all-applications"] });
  await running.call("/api/v2/guardian/policies", { method: "PUT", body: [] });
  await running.call("/api/v2/tenants/settings", { method: "PATCH", body: { friendly_name: "Acme" } });
  return {
    user,
    withPassword: withPassword.user_id ?? "",
    clientId,
    organization,
    session: login.session!,
    other: other.session!,
    replaced: login.refreshToken ?? "",
    refreshToken: rotated.refreshToken ?? "",
  };
}

/** With the addresses of the one tenant in place of those of the other. */
function at(running: RunningSimulator, value: unknown): unknown {
  const text = JSON.stringify(value);
  return JSON.parse(text.replaceAll(first.simulator.domain.split(":")[1]!, running.simulator.domain.split(":")[1]!));
}

test("what was imported is exported again", async () => {
  const again = await RunningSimulator.start({ state });
  const exported = await again.simulator.exportState();
  const { time, ...parts } = exported.tenant as Record<string, unknown> & { time: string };
  const { time: before, ...given } = at(again, state.tenant) as typeof parts;
  expect(Object.keys(parts)).toEqual(Object.keys(given));
  for (const [part, value] of Object.entries(parts)) {
    // As text, since a difference of objects this large takes Jest minutes to show.
    expect([part, JSON.stringify(value) === JSON.stringify(given[part])]).toEqual([part, true]);
  }
  expect(exported.signingKey).toEqual(state.signingKey);
  expect(Date.parse(time)).toBeGreaterThanOrEqual(Date.parse(before as string));
  await again.close();
});

test("sessions and refresh tokens go on, and the Actions run with their secrets", async () => {
  const { browser, domain } = second.simulator;
  const { user, clientId, organization, session, refreshToken } = held;
  const silent = await browser.silentAuthentication(session, { clientId, organization });
  expect(silent).toMatchObject({ outcome: "signed in", session: { id: session.id, created_at: session.created_at } });
  expect(silent.executions.map(({ logs }) => logs)).toEqual([[`hello from ${domain} acme support`]]);
  expect(await browser.exchangeRefreshToken(refreshToken)).toMatchObject({ outcome: "signed in" });
  const { data } = await second.simulator.management.users.sessions.list(user);
  expect(data.map(({ id }) => id)).toEqual([session.id, held.other.id]);
});

test("a refresh token that was rotated away still gives its theft away", async () => {
  const again = await RunningSimulator.start({ state });
  const { browser, management } = again.simulator;
  const mobile = async () =>
    (await management.users.refreshToken.list(held.user)).data.filter(({ rotating }) => rotating);
  expect(await mobile()).toHaveLength(1);
  await browser.exchangeRefreshToken(held.replaced);
  expect(await mobile()).toEqual([]);
  await again.close();
});

test("passwords count, and seeded users are counted on", async () => {
  const grant = (password: string) =>
    second.call("/oauth/token", {
      method: "POST",
      token: null,
      body: {
        grant_type: "password",
        username: "bob@example.com",
        password,
        client_id: second.simulator.applicationClientId,
        client_secret: secretOf(second.simulator.applicationClientId),
      },
    });
  expect((await grant("s3cret")).status).toBe(200);
  expect((await grant("guess")).status).toBe(403);
  expect(second.simulator.seed({ users: 1 })).toEqual(["auth0|seed-3"]);
  const again = second.simulator.management.users.create({ connection: "employees", email: "bob@example.com" });
  await expect(again).rejects.toMatchObject({ statusCode: 409 });
});

function secretOf(clientId: string): string {
  const { clients } = state.tenant as { clients: { entries: [string, number, { client_secret: string }][] } };
  return clients.entries.find(([id]) => id === clientId)![2].client_secret;
}

test("who was told the credentials still has them, and a page goes on where its cursor says", async () => {
  const { AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET } = first.simulator.environment;
  expect(second.simulator.environment).toMatchObject({ AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET });
  const page = (running: RunningSimulator, query: string) => running.call(`/api/v2/clients?take=1${query}`);
  const { body } = await page(first, "");
  const { next } = body as { next: string };
  expect((await page(second, `&from=${next}`)).body).toEqual(at(second, (await page(first, `&from=${next}`)).body));
});

test("time goes on where it stopped, however long ago that was", async () => {
  const longAgo = structuredClone(state);
  Object.assign(longAgo.tenant, { time: "2020-01-01T00:00:00.000Z" });
  const again = await RunningSimulator.start({ state: longAgo });
  const id = await again.newUser("new@example.com");
  expect((await again.simulator.management.users.get(id)).created_at).toMatch(/^2020-01-01T00:/);
  await again.close();
});

test("a token still verifies at the same address, and the state is there for other processes", async () => {
  const before = await RunningSimulator.start();
  const token = await before.token();
  const { body } = await before.call("/simulator/state", { token: null });
  await before.close();
  const after = await RunningSimulator.start({
    state: body as SimulatorState,
    port: Number(before.simulator.domain.split(":")[1]),
  });
  expect((await after.call("/api/v2/users", { token })).status).toBe(200);
  await after.close();
});

test.each<[string, (given: Record<string, object>) => unknown, string]>([
  ["nothing", () => null, "the state has the format undefined"],
  ["another format", (given) => ({ ...given, format: "json" }), 'the state has the format "json"'],
  [
    "a later version",
    (given) => ({ ...given, version: 2 }),
    "the state has version 2, and this simulator reads version 1",
  ],
  ["what it does not know", (given) => ({ ...given, extra: 1 }), "must NOT have additional properties, got: extra"],
  ["a part too many", with_({ prompts: [] }), "tenant must NOT have additional properties, got: prompts"],
  ["a part too few", with_({ users: undefined }), "tenant must have required property 'users'"],
  ["a part of another kind", with_({ sessions: [] }), "tenant.sessions must be object"],
  ["no time", with_({ time: "yesterday" }), 'tenant.time must match format "date-time"'],
])("%s is refused", async (_, change, message) => {
  const given = change(JSON.parse(JSON.stringify(state)) as Record<string, object>);
  await expect(RunningSimulator.start({ state: given as SimulatorState })).rejects.toThrow(message);
});

function with_(part: object) {
  return (given: Record<string, object>) =>
    JSON.parse(JSON.stringify({ ...given, tenant: { ...given.tenant, ...part } })) as unknown;
}
