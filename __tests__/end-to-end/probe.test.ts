import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../simulator/simulator";
import { CommandLine, type Ended } from "./command-line";
import { TimeLapse } from "./time-lapse";

jest.setTimeout(120_000);

/** Those who ask for it get this; others look for what it says. */
const NAME = "auth0-single-session-probe";

let simulator: Simulator;
let time: TimeLapse;
let folder: string;
let command: CommandLine;
let user: string;

async function begin(options?: SimulatorOptions, speed = 20): Promise<void> {
  simulator = await startSimulator(options);
  time = new TimeLapse(simulator, speed);
  folder = await mkdtemp(path.join(tmpdir(), "probe-"));
  command = new CommandLine(simulator, time, folder);
  user = await addUser("test@example.com");
}

afterEach(async () => {
  time.stop();
  await simulator.close();
  await rm(folder, { recursive: true });
});

async function addUser(email: string): Promise<string> {
  const { users } = simulator.management;
  return (await users.create({ connection: "Username-Password-Authentication", email, password: "s3cret" })).user_id!;
}

const sessions: string[] = [];
const signIn = async () => void sessions.push((await simulator.browser.signIn({ user })).session!.id);

/** @param onLogin what is done when the probe asks for a login */
function probe(
  onLogin: (kill: (signal: NodeJS.Signals) => void) => unknown = signIn,
  environment = {},
): Promise<Ended> {
  return command.run(
    ["doctor", "--probe", user, "--yes"],
    (child) => {
      createInterface({ input: child.stderr! }).on("line", (line) => {
        if (line.startsWith("log in to any of the tenant's applications as the test user"))
          onLogin((signal) => child.kill(signal));
      });
    },
    environment,
  );
}

const report = async () =>
  JSON.parse(await readFile(path.join(folder, "single-session-probe.json"), "utf8")) as Record<string, unknown>;

/** What is there of all that the probe makes. */
async function leftovers(): Promise<unknown[]> {
  const { actions, clients, users } = simulator.management;
  const { data } = await clients.list({ per_page: 100 });
  const { app_metadata } = await users.get(user);
  return [
    ...(await actions.list({ actionName: NAME })).data.map(({ name }) => name),
    ...data.filter(({ name }) => name === NAME).map(({ name }) => name),
    ...Object.keys(app_metadata ?? {}),
    ...(await boundActions()).filter((name) => name === NAME),
  ];
}

async function boundActions(): Promise<string[]> {
  const { data } = await simulator.management.actions.triggers.bindings.list("post-login");
  return data.map(({ action }) => action!.name!);
}

const liveSessions = async () => (await simulator.management.users.sessions.list(user)).data.map(({ id }) => id);

/** A refusal of the session endpoints, to the Action and to the probe. */
function refuseSessions(errorCode: string, message: string): void {
  const body = { statusCode: 403, error: "Forbidden", message, errorCode };
  const fault = { kind: "status", status: 403, body } as const;
  simulator.faults.inject({ method: "GET", path: "/api/v2/users/:id/sessions", fault, times: Infinity });
}

const built = { status: "built", milliseconds: expect.any(Number) };
const answering = { status: 200 };

test.each<[string, SimulatorOptions, object]>([
  [
    "the oldest session first",
    {},
    { sessionEndpoints: answering, listedAtLogin: [true, true, true], order: "oldest first" },
  ],
  ["the newest session first", { sessionList: { order: "newest first" } }, { order: "newest first" }],
  [
    "a new session late",
    { sessionList: { delay: 40_000 } },
    { listedAtLogin: [false, false, false], order: "oldest first" },
  ],
  ["a deleted session for long", { deletionDelay: Infinity }, { deletion: { milliseconds: null } }],
])("tells of a tenant that lists %s", async (_, options, answers) => {
  // No faster: the first login in an instance takes seconds on a machine that does other things too.
  await begin(options, 8);
  const { exitCode } = await probe();
  expect(exitCode).toBe(0);
  expect(await report()).toMatchObject({ build: built, ...answers });
});

test("tells how long a deleted session is listed", async () => {
  await begin({ deletionDelay: 20_000 });
  const { stdout } = await probe();
  const { deletion } = (await report()) as { deletion: { milliseconds: number } };
  expect(deletion.milliseconds).toBeGreaterThan(19_000);
  expect(stdout).toMatch(/a deleted session was listed for less than [\d.]+ s/);
});

test("leaves open what it cannot settle where a session is never listed", async () => {
  await begin({ sessionList: { delay: Infinity } });
  const { exitCode, stdout } = await probe();
  expect(exitCode).toBe(0);
  expect(await report()).toMatchObject({ listedAtLogin: [false, false, false] });
  expect(Object.keys(await report())).not.toEqual(expect.arrayContaining(["order"]));
  expect(stdout).toContain("not settled: in which order sessions are listed");
  expect(stdout).toContain("not settled: how long a deletion takes");
});

test.each([
  ["insufficient_entitlement", "Please upgrade your subscription to use sessions"],
  ["feature_not_enabled", "Session management is not enabled"],
  ["insufficient_scope", "Insufficient scope, expected any of: read:sessions"],
])("tells what a 403 %s says, and asks for no more logins", async (errorCode, message) => {
  await begin();
  refuseSessions(errorCode, message);
  let logins = 0;
  const { exitCode, stdout } = await probe(() => {
    logins += 1;
    return signIn();
  });
  expect({ exitCode, logins }).toEqual({ exitCode: 1, logins: 1 });
  expect(await report()).toMatchObject({ sessionEndpoints: { status: 403, errorCode, message } });
  expect(stdout).toContain(`an Action cannot list sessions at a login: 403 ${errorCode} ${message}`);
  expect(await leftovers()).toEqual([]);
});

test("tells of an Action that does not build", async () => {
  await begin();
  const body = { id: "an id", name: NAME, status: "failed" };
  const fault = { kind: "status", status: 200, body } as const;
  simulator.faults.inject({ method: "GET", path: "/api/v2/actions/actions/:id", fault, times: Infinity });
  const { exitCode, stdout } = await probe();
  expect(exitCode).toBe(1);
  expect(await report()).toMatchObject({ build: { status: "failed" }, dependency: "auth0@7.1.0" });
  expect(stdout).toContain('an Action with auth0@7.1.0 was not built: its status was "failed"');
  simulator.faults.clear();
  expect(await leftovers()).toEqual([]);
});

test("the report names nobody and nothing of the tenant", async () => {
  await begin();
  refuseSessions(
    "feature_not_enabled",
    `Not enabled for ${simulator.domain}, acme.eu.auth0.com, ${user}, test@example.com`,
  );
  await probe();
  const text = await readFile(path.join(folder, "single-session-probe.json"), "utf8");
  const { AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET } = simulator.environment;
  const names = [
    user,
    user.split("|")[1],
    "example.com",
    "acme",
    simulator.domain,
    AUTH0_CLIENT_ID,
    AUTH0_CLIENT_SECRET,
  ];
  for (const name of [...names, ...sessions]) expect(text).not.toContain(name);
  expect(text).toContain("Not enabled for");
});

test("takes everything away, and leaves what was there, and other users", async () => {
  await begin();
  const { actions } = simulator.management;
  const { id } = await actions.create({
    name: "Somebody else's",
    code: "exports.onExecutePostLogin = async () => {};",
    supported_triggers: [{ id: "post-login", version: "v3" }],
  });
  await simulator.settled();
  await actions.deploy(id!);
  const bindings = [{ ref: { type: "action_id" as const, value: id! } }];
  await actions.triggers.bindings.updateMany("post-login", { bindings });
  const { session } = await simulator.browser.signIn({ user });
  const other = await addUser("other@example.com");

  const bound: string[][] = [];
  const { exitCode } = await probe(async () => {
    bound.push(await boundActions());
    await simulator.browser.signIn({ user: other });
    await signIn();
  });
  expect(exitCode).toBe(0);
  expect(bound).toEqual([1, 2, 3].map(() => [NAME, "Somebody else's"]));
  expect(await leftovers()).toEqual([]);
  expect(await boundActions()).toEqual(["Somebody else's"]);
  expect(await liveSessions()).toEqual([session!.id]);
  expect((await simulator.management.users.get(other)).app_metadata).toBeUndefined();
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("takes everything away on %s", async (signal) => {
  await begin();
  let logins = 0;
  const { exitCode, stderr } = await probe((kill) => ((logins += 1) === 2 ? kill(signal) : void signIn()));
  expect({ exitCode, logins }).toEqual({ exitCode: 2, logins: 2 });
  expect(stderr).toContain("interrupted; removing what the probe created");
  expect(await leftovers()).toEqual([]);
  expect(await liveSessions()).toEqual([]);
});

test.each([
  ["POST", "/api/v2/client-grants"],
  ["POST", "/api/v2/actions/actions"],
  ["PATCH", "/api/v2/actions/triggers/:id/bindings"],
])("takes everything away when %s %s fails", async (method, path) => {
  await begin();
  simulator.faults.inject({ method, path, fault: { kind: "lost answer" } });
  const { exitCode, stderr } = await probe();
  expect(exitCode).toBe(2);
  expect(stderr).toContain("the probe could not continue:");
  expect(await leftovers()).toEqual([]);
});

test("what a killed probe left is taken away by the next, and what cannot be is named", async () => {
  await begin();
  await probe((kill) => kill("SIGKILL"));
  expect(await leftovers()).toEqual([NAME, NAME, NAME]);
  const fault = { kind: "status", status: 403, body: { message: "No" } } as const;
  simulator.faults.inject({ method: "DELETE", path: "/api/v2/clients/:id", fault });
  expect(await probe()).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(`could not be removed: the application "${NAME}": 403 No`),
  });
  expect(await probe()).toMatchObject({ exitCode: 0 });
  expect(await leftovers()).toEqual([]);
});

test("nobody logs in: the build is told of, the rest is open", async () => {
  await begin({}, 200);
  const { exitCode } = await probe(() => {});
  expect(exitCode).toBe(0);
  expect(Object.keys(await report())).toEqual(["report", "day", "runtime", "dependency", "build"]);
  expect(await leftovers()).toEqual([]);
});

test("makes nothing without the scopes that it needs, or without such a user, or unless it is told to", async () => {
  await begin();
  const { clients, clientGrants } = simulator.management;
  const { client_id = "", client_secret = "" } = await clients.create({ name: "doctor", app_type: "non_interactive" });
  await clientGrants.create({ client_id, audience: `https://${simulator.domain}/api/v2/`, scope: ["read:users"] });
  const credentials = { AUTH0_CLIENT_ID: client_id, AUTH0_CLIENT_SECRET: client_secret };
  expect(await probe(signIn, credentials)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("the probe lacks the scopes create:clients, read:clients,"),
  });
  expect(await command.run(["doctor", "--probe", user])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("there is no terminal to ask at; pass --yes"),
  });
  expect(await command.run(["doctor", "--probe", "auth0|nobody", "--yes"])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('the user "auth0|nobody" cannot be read: 404'),
  });
  expect(await leftovers()).toEqual([]);
});
