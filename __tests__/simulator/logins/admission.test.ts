import { bindAction } from "../bound-action";
import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
  await bindAction(
    running,
    `const wish = event.user.app_metadata.wish;
     if (wish === "deny") api.access.deny();
     if (wish === "revoke session" && event.session) api.session.revoke();
     if (wish === "revoke token" && event.refresh_token) api.refreshToken.revoke();`,
  );
});
afterAll(() => running.close());

let count = 0;
const newUser = () => running.newUser(`user-${++count}@example.com`);
const wish = (user: string, wish: string) =>
  running.simulator.management.users.update(user, { app_metadata: { wish } });

test.each(["deny", "revoke session"])("to %s without a reason denies the login", async (what) => {
  const user = await newUser();
  await wish(user, what);
  const outcome = await running.simulator.browser.signIn({ user });
  expect(outcome).toMatchObject({ outcome: "denied", reason: "access_denied" });
  expect(outcome).not.toHaveProperty("refreshToken");
});

test("to revoke a refresh token without a reason denies the exchange", async () => {
  const { browser } = running.simulator;
  const user = await newUser();
  const { refreshToken = "" } = await browser.signIn({ user });
  await wish(user, "revoke token");
  expect(await browser.exchangeRefreshToken(refreshToken)).toMatchObject({
    outcome: "denied",
    reason: "access_denied",
  });
  expect(await browser.exchangeRefreshToken(refreshToken)).toMatchObject({ reason: "invalid_grant" });
});

test("a blocked user gets in by no flow, makes no session, and runs no Action", async () => {
  const { browser, management } = running.simulator;
  const user = await newUser();
  const { session, refreshToken = "" } = await browser.signIn({ user });
  await management.users.update(user, { blocked: true });
  const refused = { outcome: "denied", reason: "user is blocked", executions: [] };
  expect(await browser.signIn({ user })).toEqual(refused);
  expect(await browser.passwordGrant({ user })).toEqual(refused);
  expect(await browser.nativeSocialLogin({ user })).toEqual(refused);
  expect(await browser.singleSignOn(session!)).toEqual(refused);
  expect(await browser.silentAuthentication(session!)).toEqual(refused);
  expect(await browser.reauthenticate(session!)).toEqual(refused);
  expect(await browser.exchangeRefreshToken(refreshToken)).toEqual(refused);
  expect((await management.users.sessions.list(user)).data).toHaveLength(1);
  await management.users.update(user, { blocked: false });
  expect((await browser.signIn({ user })).outcome).toBe("signed in");
});

test.each([
  ["authorization_code", (user: string, clientId: string) => running.simulator.browser.signIn({ user, clientId })],
  [
    "implicit",
    (user: string, clientId: string) =>
      running.simulator.browser.signIn({ user, clientId, protocol: "oidc-implicit-profile" }),
  ],
  ["password", (user: string, clientId: string) => running.simulator.browser.passwordGrant({ user, clientId })],
])("an application without the grant %s cannot use it", async (grant, login) => {
  const { clients } = running.simulator.management;
  const { client_id = "" } = await clients.create({ name: grant, grant_types: ["client_credentials"] });
  const user = await newUser();
  expect(await login(user, client_id)).toMatchObject({ outcome: "denied", reason: "unauthorized_client" });
  await clients.update(client_id, { grant_types: [grant] });
  expect(await login(user, client_id)).toMatchObject({ outcome: "signed in" });
});

test.each([
  ["password", { password: "another" }],
  ["e-mail address", { email: "changed@example.com" }],
])("another %s ends the user's sessions", async (_what, change) => {
  const { browser, management } = running.simulator;
  const user = await newUser();
  const { session } = await browser.signIn({ user });
  await management.users.update(user, { nickname: "Ada" });
  expect((await browser.silentAuthentication(session!)).outcome).toBe("signed in");
  await management.users.update(user, change);
  expect(await browser.silentAuthentication(session!)).toMatchObject({ reason: "login_required" });
});
