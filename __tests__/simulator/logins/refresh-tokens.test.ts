import { bindAction } from "../bound-action";
import { RunningSimulator } from "../running-simulator";

const day = 24 * 60 * 60 * 1000;

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
  await bindAction(running, `console.log(JSON.stringify(event.refresh_token ?? null))`);
});
afterAll(() => running.close());

let count = 0;
const newUser = () => running.newUser(`user-${++count}@example.com`);

type RefreshTokenSettings = NonNullable<
  Parameters<typeof running.simulator.management.clients.create>[0]["refresh_token"]
>;

async function newClient(refreshToken: Partial<RefreshTokenSettings>): Promise<string> {
  const { client_id = "" } = await running.simulator.management.clients.create({
    name: "app",
    refresh_token: { rotation_type: "non-rotating", expiration_type: "expiring", ...refreshToken },
  });
  return client_id;
}

type Dates = "created_at" | "last_exchanged_at" | "expires_at";

async function tokensOf(user: string) {
  const { data } = await running.simulator.management.users.refreshToken.list(user, { take: 100 });
  return data as (Omit<(typeof data)[0], Dates> & Record<Dates, string>)[];
}

/** Those of several users do not get into each other's way, but time goes by for all. */
describe("a refresh token that expires", () => {
  test.each<[string, Partial<RefreshTokenSettings>, number, boolean]>([
    ["lives until then", { token_lifetime: 86400 }, day - 60_000, true],
    ["is refused and not listed thereafter", { token_lifetime: 86400 }, day + 60_000, false],
    ["expires by default after 30 days", {}, 31 * day, false],
    ["never does where its lifetime is infinite", { infinite_token_lifetime: true }, 400 * day, true],
    ["idles out", { token_lifetime: 864000, idle_token_lifetime: 3600 }, 3_660_000, false],
    [
      "does not idle out where that lifetime is infinite",
      { token_lifetime: 864000, idle_token_lifetime: 3600, infinite_idle_token_lifetime: true },
      3_660_000,
      true,
    ],
  ])("%s", async (_what, settings, passed, lives) => {
    const { browser, passTime } = running.simulator;
    const user = await newUser();
    const { refreshToken = "" } = await browser.signIn({ user, clientId: await newClient(settings) });
    passTime(passed);
    expect(await tokensOf(user)).toHaveLength(lives ? 1 : 0);
    const { outcome, reason } = await browser.exchangeRefreshToken(refreshToken);
    expect([outcome, reason]).toEqual(lives ? ["signed in", undefined] : ["denied", "invalid_grant"]);
  });

  test("stays idle-fresh while it is used, up to its absolute end", async () => {
    const { browser, passTime } = running.simulator;
    const clientId = await newClient({ token_lifetime: 7200, idle_token_lifetime: 3600 });
    const { refreshToken = "" } = await browser.signIn({ user: await newUser(), clientId });
    const outcomes = [];
    for (let exchange = 0; exchange < 3; exchange++) {
      passTime(3_000_000);
      outcomes.push((await browser.exchangeRefreshToken(refreshToken)).outcome);
    }
    expect(outcomes).toEqual(["signed in", "signed in", "denied"]);
  });
});

test("a session idles out of the list, and its refresh token still works", async () => {
  const { browser, management, passTime } = running.simulator;
  const user = await newUser();
  const { session, refreshToken = "" } = await browser.signIn({ user });
  passTime(3 * day + 60_000);
  expect((await management.users.sessions.list(user)).data).toEqual([]);
  await expect(management.sessions.get(session!.id)).rejects.toMatchObject({ statusCode: 404 });
  expect(await browser.silentAuthentication(session!)).toMatchObject({ reason: "login_required" });
  expect((await browser.exchangeRefreshToken(refreshToken)).outcome).toBe("signed in");
});

test("an Action sees the tenant's time", async () => {
  const other = await RunningSimulator.start();
  await bindAction(other, `console.log(Date.now() - Date.parse(event.session.created_at), new Date() instanceof Date)`);
  other.simulator.passTime(30 * day);
  const { executions } = await other.simulator.browser.signIn({ user: await other.newUser("a@example.com") });
  const [elapsed, isDate] = executions[0]!.logs[0]!.split(" ");
  expect(Number(elapsed)).toBeLessThan(day);
  expect(Number(elapsed)).toBeGreaterThan(-1000);
  expect(isDate).toBe("true");
  await other.close();
});

describe("a rotating refresh token", () => {
  test("is another one after each exchange, and ends when an old one is used", async () => {
    const { browser } = running.simulator;
    const user = await newUser();
    const clientId = await newClient({ rotation_type: "rotating" });
    const { refreshToken: first = "" } = await browser.signIn({ user, clientId });
    const { refreshToken: second = "" } = await browser.exchangeRefreshToken(first);
    const { refreshToken: third = "" } = await browser.exchangeRefreshToken(second);
    expect(new Set([first, second, third]).size).toBe(3);
    expect(await tokensOf(user)).toMatchObject([{ rotating: true }]);
    expect(await browser.exchangeRefreshToken(first)).toMatchObject({ reason: "invalid_grant" });
    expect(await browser.exchangeRefreshToken(third)).toMatchObject({ reason: "invalid_grant" });
    expect(await tokensOf(user)).toEqual([]);
  });

  test("may be used again within its leeway", async () => {
    const { browser, passTime } = running.simulator;
    const clientId = await newClient({ rotation_type: "rotating", leeway: 60 });
    const { refreshToken: first = "" } = await browser.signIn({ user: await newUser(), clientId });
    await browser.exchangeRefreshToken(first);
    expect((await browser.exchangeRefreshToken(first)).outcome).toBe("signed in");
    passTime(61_000);
    expect((await browser.exchangeRefreshToken(first)).outcome).toBe("denied");
  });
});

test("one that does not rotate stays the same", async () => {
  const { browser } = running.simulator;
  const { refreshToken = "" } = await browser.signIn({ user: await newUser() });
  expect(await browser.exchangeRefreshToken(refreshToken)).not.toHaveProperty("refreshToken");
});

describe("an online refresh token", () => {
  const scopes = ["openid", "online_access"];

  test("says so to the Action, ends with its session, and is refused by the bulk revocation", async () => {
    const { browser, management } = running.simulator;
    const user = await newUser();
    const { session, refreshToken = "" } = await browser.signIn({ user, scopes });
    const { executions } = await browser.exchangeRefreshToken(refreshToken);
    expect(JSON.parse(executions[0]!.logs[0]!)).toMatchObject({ access: "online", session_id: session!.id });
    const id = (await tokensOf(user))[0]!.id ?? "";
    await expect(management.refreshTokens.revoke({ ids: [id] })).rejects.toMatchObject({ statusCode: 400 });
    expect(await tokensOf(user)).toHaveLength(1);
    await management.sessions.delete(session!.id);
    expect(await browser.exchangeRefreshToken(refreshToken)).toMatchObject({ reason: "invalid_grant" });
    expect(await tokensOf(user)).toEqual([]);
  });

  test("expires with its session, which an offline one outlives", async () => {
    const { browser, passTime } = running.simulator;
    const user = await newUser();
    const online = await browser.signIn({ user, scopes });
    const offline = await browser.signIn({ user });
    passTime(4 * day);
    expect((await browser.exchangeRefreshToken(online.refreshToken!)).outcome).toBe("denied");
    const { executions, outcome } = await browser.exchangeRefreshToken(offline.refreshToken!);
    expect(outcome).toBe("signed in");
    expect(JSON.parse(executions[0]!.logs[0]!)).toMatchObject({ access: "offline" });
  });
});

test("a token is given out only where it is asked for and the application may have one", async () => {
  const { browser, management } = running.simulator;
  const user = await newUser();
  const { client_id: clientId = "" } = await management.clients.create({
    name: "no refresh",
    grant_types: ["authorization_code"],
  });
  expect(await browser.signIn({ user, clientId })).not.toHaveProperty("refreshToken");
  expect(await browser.signIn({ user, scopes: ["openid"] })).not.toHaveProperty("refreshToken");
  expect(await browser.signIn({ user, protocol: "samlp" })).not.toHaveProperty("refreshToken");
});

test.each(["passwordGrant", "nativeSocialLogin"] as const)("a %s makes one that has no session", async (flow) => {
  const { browser } = running.simulator;
  const user = await newUser();
  const { refreshToken = "", session } = await browser[flow]({ user });
  expect(session).toBeUndefined();
  expect(await tokensOf(user)).toMatchObject([{ session_id: null, client_id: running.simulator.applicationClientId }]);
  expect(await browser.exchangeRefreshToken(refreshToken)).toMatchObject({ outcome: "signed in" });
});

test("a list tells when, where and by which device each token was used last", async () => {
  const { browser } = running.simulator;
  const user = await newUser();
  const { refreshToken = "" } = await browser.signIn({ user, device: { userAgent: "Phone" } });
  await browser.exchangeRefreshToken(refreshToken, { device: { ip: "198.51.100.9" } });
  const [token] = await tokensOf(user);
  expect(token).toMatchObject({
    device: { initial_ip: "203.0.113.10", last_ip: "198.51.100.9", last_user_agent: "Phone" },
  });
  expect(Date.parse(token!.last_exchanged_at)).toBeGreaterThan(Date.parse(token!.created_at));
});

test("a user has at most 200 of an application: the oldest goes", async () => {
  const { browser } = running.simulator;
  const user = await newUser();
  const logins = [];
  for (let login = 0; login < 201; login++) logins.push(await browser.passwordGrant({ user }));
  expect((await browser.exchangeRefreshToken(logins[0]!.refreshToken!)).outcome).toBe("denied");
  expect((await browser.exchangeRefreshToken(logins[1]!.refreshToken!)).outcome).toBe("signed in");
}, 60_000);

test("deleting an application ends its tokens, and nobody else's", async () => {
  const { browser, management } = running.simulator;
  const user = await newUser();
  const clientId = await newClient({});
  const { refreshToken = "" } = await browser.signIn({ user, clientId });
  await browser.signIn({ user });
  await management.clients.delete(clientId);
  expect(await browser.exchangeRefreshToken(refreshToken)).toMatchObject({ reason: "invalid_grant" });
  expect(await tokensOf(user)).toHaveLength(1);
});

test("an Action brings an expiry forward, never beyond what the application's settings allow", async () => {
  await bindAction(
    running,
    `api.refreshToken.setExpiresAt(Date.now() + Number(event.request.query.state)); api.session.setExpiresAt(1e300)`,
  );
  const user = await newUser();
  const clientId = await newClient({ token_lifetime: 3600 });
  for (const state of ["60000", "1e300"]) await running.simulator.browser.signIn({ user, clientId, state });
  const [earlier, later] = await tokensOf(user);
  const lifetimes = [earlier, later].map((token) => Date.parse(token!.expires_at) - Date.parse(token!.created_at));
  expect(lifetimes[0]).toBeLessThan(120_000);
  expect(lifetimes[1]).toBe(3_600_000);
});
