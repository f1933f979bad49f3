import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { SingleSessionConstruct } from "../../constructs";
import { runCommand } from "./command";
import { Deployment, PREPARATION_TIME } from "./deployment";

jest.setTimeout(120_000);

const OFFLINE = ["openid", "offline_access"];

let deployment: Deployment;
let mobile: string;
let web: string;

beforeAll(async () => {
  deployment = await Deployment.start();
  await deployment.apply((stack) => {
    new SingleSessionConstruct(stack, "SingleSession", { policy: { refreshTokens: "revoke-others" } });
  });
  [mobile, web] = [await addApplication("Mobile"), await addApplication("Web")];
}, PREPARATION_TIME);
afterAll(() => deployment.stop());
afterEach(() => rm(path.join(deployment.folder, "single-session-sweep.jsonl"), { force: true }));

async function addApplication(name: string): Promise<string> {
  const grant_types = ["authorization_code", "refresh_token"];
  return (await deployment.simulator.management.clients.create({ name, grant_types })).client_id!;
}

/**
 * Somebody who is signed in to two applications on a phone whose session is over, to a native one, and on a laptop: all of it
 * from before there was a limit.
 */
async function userWithDevices() {
  const { browser, management } = deployment.simulator;
  const user = await deployment.addUser();
  const bound = await deployment.boundActions();
  await deployment.bind([]);
  const phone = await browser.signIn({ user, clientId: mobile, scopes: OFFLINE });
  const second = await browser.reauthenticate(phone.session!, { clientId: web, scopes: OFFLINE });
  await management.sessions.delete(phone.session!.id);
  await deployment.simulator.settled();
  const native = await browser.nativeSocialLogin({ user, clientId: mobile, scopes: OFFLINE });
  const laptop = await browser.signIn({ user, clientId: web, scopes: OFFLINE });
  await deployment.bind(bound);
  await writeFile(path.join(deployment.folder, "users.txt"), `${user}\n`);
  const tokens = await tokensOf(user);
  const nativeId = tokens.find(({ session_id }) => session_id === null)!.id!;
  return { user, phone, second, native, laptop, over: [phone.session!.id, nativeId] };
}

async function tokensOf(user: string) {
  return (await deployment.simulator.management.users.refreshToken.list(user)).data;
}

const command = (args: string[], env?: Record<string, string>) =>
  runCommand(deployment.simulator, [...args, "--users", "users.txt"], { cwd: deployment.folder, env });

const hashOf = (id: string) => createHash("sha256").update(id).digest("hex").slice(0, 12);

/** What was revoked since a request, each refresh token as often as it was. */
function revokedSince(first: number): string[] {
  const requests = deployment.simulator.requests().slice(first);
  return requests
    .filter(({ path, status }) => path.includes("/refresh-tokens/") && status === 202)
    .map(({ method, path }) => `${method} ${path.split("/").at(-1)!}`);
}

const exchange = async ({ refreshToken }: { refreshToken?: string }) =>
  (await deployment.simulator.browser.exchangeRefreshToken(refreshToken!)).outcome;

test("preview lists devices that live on refresh tokens, and changes nothing", async () => {
  const { user, over } = await userWithDevices();
  const before = deployment.simulator.requests().length;
  const { summary, users } = JSON.parse((await command(["preview", "--json", "--show-users"])).stdout) as {
    summary: object;
    users: object[];
  };
  expect(summary).toEqual({
    users: 1,
    usersOver: 1,
    sessions: 1,
    sessionsEnding: 0,
    devices: 2,
    devicesEnding: 2,
    shareOver: 1,
  });
  const limit = { limit: 1, whenExceeded: "revoke-oldest", setBy: "maxSessions" };
  const ending = over.map((id) => ({ kind: "device", id: hashOf(id), ...limit })).reverse();
  expect(users).toEqual([{ user, live: 1, devices: 2, ...limit, ending }]);

  const { stdout: text } = await command(["preview"]);
  expect(text).toMatch(/│ live │ devices │ limit │ over │ what happens +│ set by +│/);
  expect(text).toMatch(/│ 1 +│ 2 +│ 1 +│ 2 +│ revoke-oldest │ maxSessions │/);
  expect(text).toContain("live sessions, and devices without one  users\n3  ███");
  expect(text).toContain("0 of 1 live sessions and 2 of 2 devices without a session would end");
  const { stdout: csv } = await command(["preview", "--csv"]);
  expect(csv.trim().split("\n")).toEqual([
    "user,live,devices,limit,whenExceeded,setBy,kind,id",
    ...ending.map(({ id }) => `${hashOf(user)},1,2,1,revoke-oldest,maxSessions,device,${id}`),
  ]);
  const methods = deployment.simulator.requests().slice(before);
  expect(new Set(methods.filter(({ path }) => path !== "/oauth/token").map(({ method }) => method))).toEqual(
    new Set(["GET"]),
  );
});

test("sweep ends the devices that preview lists, each once, and leaves what came meanwhile", async () => {
  const { browser } = deployment.simulator;
  const { user, phone, second, native, laptop, over } = await userWithDevices();
  const nativeId = over[1]!;
  const before = deployment.simulator.requests().length;

  const { exitCode, stdout } = await command(["sweep", "--yes", "--limit", "1"]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("sessions and devices ended: 1; already gone: 0; now within the limit: 0; left: 1");
  expect(revokedSince(before)).toEqual([`DELETE ${nativeId}`]);
  expect(await readFile(path.join(deployment.folder, "single-session-sweep.jsonl"), "utf8")).toContain(
    '"kind":"device"',
  );

  const newer = await browser.nativeSocialLogin({ user, clientId: mobile, scopes: OFFLINE });
  const again = await command(["sweep", "--yes", "--json"]);
  expect({ ...again, stdout: JSON.parse(again.stdout) as object }).toEqual({
    exitCode: 0,
    stdout: { ended: 2, gone: 0, spared: 0, failed: 0, left: 0 },
  });
  expect(revokedSince(before)).toEqual([`DELETE ${nativeId}`, "POST revoke"]);
  await deployment.simulator.settled();
  for (const gone of [phone, second, native]) expect(await exchange(gone)).toBe("denied");
  for (const kept of [laptop, newer]) expect(await exchange(kept)).toBe("signed in");
  expect(await deployment.sessionsOf(user)).toEqual([laptop.session!.id]);
});

test("a login ends what sweep would have ended, and history counts the calls that revoke refresh tokens", async () => {
  type Told = { periods: { signedIn: number; ended: number; revocations: number }[] };
  const history = async () => {
    const { stdout } = await runCommand(deployment.simulator, ["history", "--json"]);
    return (JSON.parse(stdout) as Told).periods.at(-1)!;
  };
  const before = await history();
  const { user, laptop, over } = await userWithDevices();
  await deployment.simulator.browser.signIn({ user, clientId: web, scopes: OFFLINE });
  const left = await deployment.sessionsOf(user);
  expect(left).not.toContain(laptop.session!.id);
  const tokens = await tokensOf(user);
  expect(tokens.map(({ session_id, id }) => session_id ?? id)).toEqual(left);
  expect(over.every((id) => !left.includes(id))).toBe(true);
  const after = await history();
  // The three tokens of two devices in one call, and the laptop's session. Those that sweep revoked are not among them.
  expect([after.ended - before.ended, after.revocations - before.revocations]).toEqual([1, 1]);
});

test("where many cannot be revoked at once, they are revoked one after the other", async () => {
  const { user, laptop } = await userWithDevices();
  const fault = { kind: "status" as const, status: 403 };
  deployment.simulator.faults.inject({ method: "POST", path: "/api/v2/refresh-tokens/revoke", fault });
  const before = deployment.simulator.requests().length;
  expect((await command(["sweep", "--yes"])).exitCode).toBe(0);
  await deployment.simulator.settled();
  expect(revokedSince(before)).toHaveLength(3);
  expect((await tokensOf(user)).map(({ session_id }) => session_id)).toEqual([laptop.session!.id]);
});

describe("scopes", () => {
  /** The environment of an application that has these scopes only. */
  async function applicationWith(scope: string[]): Promise<Record<string, string>> {
    const { management, domain } = deployment.simulator;
    const { client_id, client_secret } = await management.clients.create({
      name: `Reader of ${scope.join()}`,
      app_type: "non_interactive",
      grant_types: ["client_credentials"],
    });
    await management.clientGrants.create({ client_id: client_id!, audience: `https://${domain}/api/v2/`, scope });
    return { AUTH0_CLIENT_ID: client_id!, AUTH0_CLIENT_SECRET: client_secret! };
  }

  const PREVIEW = ["preview", "--json", "--policy", "policy.json"];
  const usePolicy = (policy: object) => writeFile(path.join(deployment.folder, "policy.json"), JSON.stringify(policy));

  test("refresh tokens are read only where the policy needs it", async () => {
    await userWithDevices();
    const reader = await applicationWith(["read:users", "read:sessions"]);
    await usePolicy({ refreshTokens: "revoke" });
    expect((await command(PREVIEW, reader)).exitCode).toBe(0);
    await usePolicy({ refreshTokens: "revoke-others" });
    await expect(command(PREVIEW, reader)).rejects.toThrow(
      /the refresh tokens of .* cannot be read: 403 .*refresh_tokens/,
    );
    const wider = await applicationWith(["read:users", "read:sessions", "read:refresh_tokens"]);
    expect((await command(PREVIEW, wider)).exitCode).toBe(0);
  });
});
