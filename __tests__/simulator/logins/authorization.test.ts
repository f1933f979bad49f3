import type { PostLoginEvent } from "../../../simulator/actions/event";
import { bindAction } from "../bound-action";
import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
  await bindAction(
    running,
    `console.log(JSON.stringify(event)); if (event.request.query.state === "mfa") api.multifactor.enable("any");`,
  );
});
afterAll(() => running.close());

let count = 0;
const newUser = () => running.newUser(`user-${++count}@example.com`);

async function seenBy(user: string, login: object = {}): Promise<PostLoginEvent> {
  const { executions } = await running.simulator.browser.signIn({ user, ...login });
  return JSON.parse(executions[0]!.logs[0]!) as PostLoginEvent;
}

test("an Action sees the names of the user's roles, as they are at that login", async () => {
  const { roles, users } = running.simulator.management;
  const { id: support = "" } = await roles.create({ name: "support" });
  const { id: other = "" } = await roles.create({ name: "other", description: "Everything else" });
  const user = await newUser();
  expect((await seenBy(user)).authorization).toEqual({ roles: [] });
  await users.roles.assign(user, { roles: [support, other] });
  expect((await seenBy(user)).authorization).toEqual({ roles: ["support", "other"] });
  expect((await users.roles.list(user)).data.map(({ name }) => name)).toEqual(["support", "other"]);
  expect((await roles.users.list(support)).data.map(({ user_id }) => user_id)).toEqual([user]);
  await roles.update(support, { name: "help desk" });
  await users.roles.delete(user, { roles: [other] });
  expect((await seenBy(user)).authorization).toEqual({ roles: ["help desk"] });
  await roles.delete(support);
  expect((await seenBy(user)).authorization).toEqual({ roles: [] });
});

describe("an organization", () => {
  test("that the user is a member of is in the event, with the roles that the user has in it", async () => {
    const { organizations, roles } = running.simulator.management;
    const { id = "" } = await organizations.create({ name: "acme", display_name: "Acme", metadata: { tier: "a" } });
    const { id: admin = "" } = await roles.create({ name: "admin" });
    const user = await newUser();
    await organizations.members.create(id, { members: [user] });
    await organizations.members.roles.assign(id, user, { roles: [admin] });
    for (const organization of [id, "acme", { id, name: "acme" }]) {
      const { organization: seen, authorization, request } = await seenBy(user, { organization });
      expect(seen).toEqual({ id, name: "acme", display_name: "Acme", metadata: { tier: "a" } });
      expect(authorization).toEqual({ roles: ["admin"] });
      expect(request.query).toMatchObject({ organization: id });
    }
    expect((await seenBy(user)).authorization).toEqual({ roles: [] });
    expect((await organizations.members.list(id)).data.map(({ user_id }) => user_id)).toEqual([user]);
  });

  test("that the user is no member of denies the login, and makes no session", async () => {
    const { browser, management } = running.simulator;
    const { id = "" } = await management.organizations.create({ name: "globex" });
    const user = await newUser();
    const { outcome, reason } = await browser.signIn({ user, organization: id });
    expect([outcome, reason]).toEqual(["denied", `user ${user} is not part of the ${id} organization`]);
    expect((await management.users.sessions.list(user)).data).toEqual([]);
  });

  test("that there is not is an error that says so", async () => {
    const user = await newUser();
    await expect(running.simulator.browser.signIn({ user, organization: "nowhere" })).rejects.toThrow(
      "No organization",
    );
  });
});

describe("a second factor", () => {
  const mfa = { name: "mfa", timestamp: expect.any(String) as string };

  test("given at sign-in is among the methods, and stays there with its time when the session is reused", async () => {
    const { browser } = running.simulator;
    const user = await newUser();
    const { session, executions } = await browser.signIn({ user, mfa: true });
    const { authentication } = JSON.parse(executions[0]!.logs[0]!) as PostLoginEvent;
    expect(authentication?.methods).toEqual([{ name: "pwd", timestamp: session!.authenticated_at }, mfa]);
    const again = await browser.silentAuthentication(session!);
    expect(JSON.parse(again.executions[0]!.logs[0]!)).toMatchObject({ authentication });
  });

  test("asked for by an Action comes after the Actions", async () => {
    const user = await newUser();
    const { session, executions } = await running.simulator.browser.signIn({ user, state: "mfa" });
    const { authentication } = JSON.parse(executions[0]!.logs[0]!) as PostLoginEvent;
    expect(authentication?.methods.map(({ name }) => name)).toEqual(["pwd"]);
    expect(session!.authentication.methods).toContainEqual(mfa);
  });

  test("can be stepped up to in a session that had none", async () => {
    const { browser } = running.simulator;
    const { session } = await browser.signIn({ user: await newUser() });
    const { executions } = await browser.singleSignOn(session!, { mfa: true });
    const { authentication } = JSON.parse(executions[0]!.logs[0]!) as PostLoginEvent;
    expect(authentication?.methods).toContainEqual(mfa);
  });
});

test("single sign-on from elsewhere updates the session's last device, and only that", async () => {
  const { browser } = running.simulator;
  const { session } = await browser.signIn({
    user: await newUser(),
    device: { ip: "198.51.100.1", userAgent: "Laptop" },
  });
  const { session: later } = await browser.singleSignOn(session!, { device: { ip: "198.51.100.2" } });
  const initial = { initial_ip: "198.51.100.1", initial_user_agent: "Laptop" };
  expect(later!.device).toMatchObject({ ...initial, last_ip: "198.51.100.2", last_user_agent: "Laptop" });
});

test("the event tells what the application asked for, and how", async () => {
  const { user_id } = { user_id: await newUser() };
  const login = {
    scopes: ["openid", "read:x"],
    audience: "https://api.example.com",
    state: "s",
    device: { language: "de-AT" },
  };
  const { request, transaction, resource_server, user, stats } = await seenBy(user_id, login);
  expect(request).toMatchObject({ method: "GET", body: {}, language: "de-AT", geoip: { countryCode: "DE" } });
  expect(request.query).toMatchObject({
    scope: "openid read:x",
    state: "s",
    response_type: "code",
    audience: login.audience,
  });
  expect(transaction).toMatchObject({
    requested_scopes: login.scopes,
    state: "s",
    locale: "de",
    response_type: ["code"],
    response_mode: "query",
    redirect_uri: "http://localhost:3000/callback",
  });
  expect(resource_server).toEqual({ identifier: login.audience });
  expect(user).toMatchObject({ picture: expect.stringMatching(/^https:/) as string, enrolledFactors: [] });
  expect(stats).toEqual({ logins_count: 1 });
});

test("the event of an exchange has the request to the token endpoint", async () => {
  const { browser, applicationClientId } = running.simulator;
  const { refreshToken = "" } = await browser.signIn({ user: await newUser() });
  const { executions } = await browser.exchangeRefreshToken(refreshToken);
  const { request } = JSON.parse(executions[0]!.logs[0]!) as PostLoginEvent;
  expect(request).toMatchObject({
    method: "POST",
    query: {},
    body: { grant_type: "refresh_token", client_id: applicationClientId },
  });
});
