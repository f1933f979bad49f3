import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startSimulator, type Simulator } from "../../simulator/simulator";
import { CommandError, run } from "../../terraform/command";

jest.setTimeout(60_000);

const PROJECT = path.join(__dirname, "..", "..");
const TSX = path.join(PROJECT, "node_modules", ".bin", "tsx");

async function begin() {
  const folder = await mkdtemp(path.join(tmpdir(), "sweep-"));
  const simulator = await startSimulator();
  await writeFile(path.join(folder, "policy.json"), JSON.stringify({ maxSessions: 2 }));
  return { folder, simulator };
}

let folder: string;
let simulator: Simulator;
beforeEach(async () => ({ folder, simulator } = await begin()));
afterEach(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

/** The command, about a policy of two sessions that is not deployed. */
async function command(...args: string[]): Promise<{ exitCode: number; stdout: string }> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, ...simulator.environment, NODE_EXTRA_CA_CERTS: simulator.certificateAuthorityFile };
  const file = path.join(PROJECT, "command", "main.ts");
  try {
    const { stdout } = await run(TSX, [file, ...args, "--policy", "policy.json"], { env, cwd: folder });
    return { exitCode: 0, stdout };
  } catch (error) {
    if (error instanceof CommandError && error.exitCode === 1) return { exitCode: 1, stdout: error.stdout };
    throw error;
  }
}

/** A user with sessions, and their ids, the oldest first. */
async function userWith(count: number): Promise<{ user: string; sessions: string[] }> {
  const connection = "Username-Password-Authentication";
  const email = `user${Math.random()}@example.com`;
  const { user_id: user = "" } = await simulator.management.users.create({ connection, email, password: "s3cret" });
  const sessions: string[] = [];
  for (let i = 0; i < count; i++) sessions.push((await simulator.browser.signIn({ user })).session!.id);
  return { user, sessions };
}

async function sessionsOf(user: string): Promise<string[]> {
  await simulator.settled();
  const ids: string[] = [];
  for await (const { id } of await simulator.management.users.sessions.list(user)) ids.push(id!);
  return ids.sort();
}

const ended = (from: number) =>
  simulator
    .requests()
    .slice(from)
    .filter(({ method, path }) => method === "DELETE" && path.includes("/sessions/")).length;

test("preview tells whom a policy would hit, and changes nothing", async () => {
  await userWith(1);
  const { user } = await userWith(4);
  const before = simulator.requests().length;
  const { summary, users } = JSON.parse((await command("preview", "--json", "--show-users")).stdout) as {
    summary: object;
    users: { user: string; live: number; ending: object[] }[];
  };
  const devices = { devices: 0, devicesEnding: 0 };
  expect(summary).toEqual({ users: 2, usersOver: 1, sessions: 5, sessionsEnding: 2, ...devices, shareOver: 0.5 });
  const limit = { limit: 2, whenExceeded: "revoke-oldest", setBy: "maxSessions" };
  const session = { kind: "session", id: expect.any(String), ...limit };
  expect(users.filter(({ ending }) => ending.length > 0)).toEqual([
    { user, live: 4, devices: 0, ...limit, ending: [session, session] },
  ]);
  const methods = simulator
    .requests()
    .slice(before)
    .filter(({ path }) => path !== "/oauth/token");
  expect(new Set(methods.map(({ method }) => method))).toEqual(new Set(["GET"]));
});

test("users are named by a hash unless they are asked for, and a sample comes with its interval", async () => {
  const { user } = await userWith(3);
  await userWith(1);
  const { stdout } = await command("preview");
  expect(stdout).not.toContain(user);
  expect(stdout).toContain("1 of 2 users are over the limit (50.0 %); 1 of 4 live sessions would end");
  expect((await command("preview", "--sample", "1")).stdout).toMatch(
    /of all users, between .* % and .* % are over the limit/,
  );
});

test("the calls that the policy will need are told beside the rate limit, and left out where statistics are refused", async () => {
  simulator.traffic.limitRate({ burst: 50, perSecond: 16 });
  await userWith(2);
  const told = async () => JSON.parse((await command("preview", "--json")).stdout) as { load?: object };
  expect((await told()).load).toMatchObject({
    busiestDay: { logins: 2 },
    callsPerSecond: { from: 2 / 86_400, to: 4 / 86_400 },
    rateLimit: { burst: 50, perSecond: 16 },
    peak: 16 / (4 / 86_400),
  });
  const fault = { kind: "status" as const, status: 403 };
  simulator.faults.inject({ method: "GET", path: "/api/v2/stats/daily", fault, times: 2 });
  expect(await told()).not.toHaveProperty("load");
  expect((await command("preview")).stdout).toContain(
    "it is not known how many calls a second the policy will need: 403",
  );
});

test("a dry run ends nothing", async () => {
  await userWith(3);
  const before = simulator.requests().length;
  expect(await command("sweep", "--dry-run")).toMatchObject({ exitCode: 0 });
  expect(ended(before)).toBe(0);
});

test("sweep ends what preview lists, in as many runs as it takes, and nothing that came later", async () => {
  const first = await userWith(4);
  const second = await userWith(3);
  expect(await command("sweep", "--yes", "--limit", "1")).toMatchObject({ exitCode: 1 });
  const { session: newer } = await simulator.browser.signIn({ user: second.user });
  const { exitCode, stdout } = await command("sweep", "--yes", "--json");
  expect({ exitCode, counts: JSON.parse(stdout) as object }).toEqual({
    exitCode: 0,
    counts: { ended: 3, gone: 0, spared: 0, failed: 0, left: 0 },
  });
  expect(await sessionsOf(first.user)).toEqual(first.sessions.slice(2).sort());
  expect(await sessionsOf(second.user)).toEqual([...second.sessions.slice(1), newer!.id].sort());
});

test("what is within the limit by now is spared, and what is gone is not ended again", async () => {
  const { user, sessions } = await userWith(4);
  expect(await command("sweep", "--yes", "--limit", "1")).toMatchObject({ exitCode: 1 });
  // Of three sessions that are left, one goes by itself, so that the last of those that were shown may stay.
  await simulator.management.sessions.delete(sessions[3]!);
  await simulator.settled();
  const before = simulator.requests().length;
  const { stdout } = await command("sweep", "--yes", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ ended: 1, spared: 1, left: 0 });
  expect(ended(before)).toBe(0);
  expect(await sessionsOf(user)).toHaveLength(2);
});

test("a refused deletion is tried again by the next run", async () => {
  const { user } = await userWith(3);
  const body = { statusCode: 403, error: "Forbidden", message: "No", errorCode: "feature_not_enabled" };
  const fault = { kind: "status" as const, status: 403, body };
  simulator.faults.inject({ method: "DELETE", path: "/api/v2/sessions/:id", fault });
  expect(await command("sweep", "--yes")).toMatchObject({ exitCode: 1 });
  expect(await readFile(path.join(folder, "single-session-sweep.jsonl"), "utf8")).toContain('"outcome":"failed"');
  expect(await command("sweep", "--yes")).toMatchObject({ exitCode: 0 });
  expect(await sessionsOf(user)).toHaveLength(2);
});
