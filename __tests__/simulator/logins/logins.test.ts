import type { PostLoginEvent } from "../../../simulator/actions/event";
import { RunningSimulator } from "../running-simulator";

/** Writes what it sees, and does what the user's metadata tells it to. */
const code = `
exports.onExecutePostLogin = async (event, api) => {
  console.log(JSON.stringify(event));
  const { wish } = event.user.app_metadata;
  if (wish === "deny") api.access.deny("not today");
  if (wish === "throw") throw new Error("broken");
  if (wish === "revoke session" && event.session) api.session.revoke("gone");
  if (wish === "revoke token" && event.refresh_token) api.refreshToken.revoke("no more");
  if (wish === "expire" && event.session) api.session.setExpiresAt(Date.now() - 1000);
  if (wish === "remember") {
    api.session.setMetadata("seen", "yes");
    api.user.setAppMetadata("wish", null);
    api.user.setUserMetadata("greeted", true);
  }
};`;

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
  const { actions } = running.simulator.management;
  const { id: value = "" } = await actions.create({
    name: "observer",
    supported_triggers: [{ id: "post-login", version: "v3" }],
    code,
  });
  await running.simulator.settled();
  await actions.deploy(value);
  await actions.triggers.bindings.updateMany("post-login", { bindings: [{ ref: { type: "action_id", value } }] });
});
afterAll(() => running.close());

let count = 0;
async function newUser(wish?: string): Promise<string> {
  const user = await running.newUser(`user-${++count}@example.com`);
  if (wish !== undefined) await setWish(user, wish);
  return user;
}

async function setWish(user: string, wish: string): Promise<void> {
  await running.simulator.management.users.update(user, { app_metadata: { wish } });
}

type Outcome = Awaited<ReturnType<typeof running.simulator.browser.signIn>>;

function seen(outcome: Outcome): PostLoginEvent {
  return JSON.parse(outcome.executions[0]?.logs[0] ?? "null") as PostLoginEvent;
}

function sessionOf({ session }: Outcome) {
  if (!session) throw new Error("the login has no session");
  return session;
}

async function lives(id: string): Promise<boolean> {
  return (await running.call(`/api/v2/sessions/${id}`)).status === 200;
}

describe("a sign-in", () => {
  test("makes a session that the Management API shows, authenticated the moment it was created", async () => {
    const user = await newUser();
    const outcome = await running.simulator.browser.signIn({ user });
    const { id } = sessionOf(outcome);
    expect(outcome.outcome).toBe("signed in");
    const { session, transaction, refresh_token } = seen(outcome);
    expect(session).toMatchObject({ id, user_id: user });
    expect(session?.authenticated_at).toBe(session?.created_at);
    expect(session?.updated_at).toBe(session?.created_at);
    expect(transaction).toMatchObject({ protocol: "oidc-basic-profile", prompt: [] });
    expect(refresh_token).toBeUndefined();
    expect(await running.simulator.management.sessions.get(id)).toMatchObject({ id, user_id: user });
  });

  test("is always later than the one before", async () => {
    const user = await newUser();
    const times = [];
    for (let login = 0; login < 5; login++) {
      times.push(sessionOf(await running.simulator.browser.signIn({ user })).authenticated_at);
    }
    expect(new Set(times).size).toBe(times.length);
    expect([...times].sort()).toEqual(times);
  });

  test("tells the Action who comes from where to what", async () => {
    const { simulator } = running;
    const user = await newUser();
    const { client_id = "" } = await simulator.management.clients.create({
      name: "Shop",
      client_metadata: { tier: "a" },
    });
    const outcome = await simulator.browser.signIn({
      user,
      clientId: client_id,
      connection: "google-oauth2",
      organization: { id: "org_1", name: "acme" },
      device: { ip: "198.51.100.7", userAgent: "Phone" },
      protocol: "samlp",
    });
    expect(seen(outcome)).toMatchObject({
      client: { client_id, name: "Shop", metadata: { tier: "a" } },
      connection: { name: "google-oauth2", strategy: "google-oauth2" },
      organization: { id: "org_1", name: "acme" },
      request: { ip: "198.51.100.7", user_agent: "Phone", hostname: simulator.domain },
      session: { device: { initial_ip: "198.51.100.7", last_user_agent: "Phone" }, clients: [{ client_id }] },
      stats: { logins_count: 1 },
      transaction: { protocol: "samlp" },
      user: { user_id: user },
    });
  });

  test("of an unknown user or to an unknown application is an error that names it", async () => {
    const { browser } = running.simulator;
    await expect(browser.signIn({ user: "auth0|nobody" })).rejects.toThrow(/auth0\|nobody.*user does not exist/s);
    await expect(browser.signIn({ user: await newUser(), clientId: "x" })).rejects.toThrow(/client does not exist/);
  });
});

describe("a session that is used again", () => {
  test.each(["singleSignOn", "silentAuthentication"] as const)("by %s keeps its age and is touched", async (flow) => {
    const { browser } = running.simulator;
    const first = sessionOf(await browser.signIn({ user: await newUser() }));
    const outcome = await browser[flow](first);
    const { session, transaction } = seen(outcome);
    expect(session?.id).toBe(first.id);
    expect(session?.authenticated_at).toBe(first.authenticated_at);
    expect(Date.parse(session?.updated_at ?? "")).toBeGreaterThan(Date.parse(first.updated_at));
    expect(session?.last_interacted_at).toBe(session?.updated_at);
    expect(transaction?.prompt).toEqual(flow === "silentAuthentication" ? ["none"] : []);
  });

  test("by another application lists both", async () => {
    const { browser, management, applicationClientId } = running.simulator;
    const { client_id = "" } = await management.clients.create({ name: "other" });
    const session = sessionOf(await browser.signIn({ user: await newUser() }));
    const outcome = await browser.singleSignOn(session, { clientId: client_id });
    expect(seen(outcome).session?.clients).toEqual([{ client_id: applicationClientId }, { client_id }]);
  });

  test("by giving credentials again has the same id and a later authentication", async () => {
    const { browser } = running.simulator;
    const first = sessionOf(await browser.signIn({ user: await newUser() }));
    const { session } = seen(await browser.reauthenticate(first));
    expect(session).toMatchObject({ id: first.id, created_at: first.created_at });
    expect(Date.parse(session?.authenticated_at ?? "")).toBeGreaterThan(Date.parse(first.authenticated_at));
    expect(session?.authenticated_at).toBe(session?.updated_at);
  });

  test.each(["singleSignOn", "silentAuthentication", "reauthenticate"] as const)(
    "is refused to %s once it has ended, and no Action runs",
    async (flow) => {
      const { browser, management } = running.simulator;
      const session = sessionOf(await browser.signIn({ user: await newUser() }));
      await management.sessions.delete(session.id);
      expect(await browser[flow](session)).toEqual({ outcome: "denied", reason: "login_required", executions: [] });
    },
  );
});

describe("a login without a browser", () => {
  test("by refresh token has no session, but the token's", async () => {
    const { browser } = running.simulator;
    const { session, refreshToken = "" } = await browser.signIn({ user: await newUser() });
    const outcome = await browser.exchangeRefreshToken(refreshToken);
    expect(outcome).not.toHaveProperty("session");
    const event = seen(outcome);
    expect(event).not.toHaveProperty("session");
    expect(event).toMatchObject({
      refresh_token: { session_id: session?.id },
      transaction: { protocol: "oauth2-refresh-token" },
    });
  });

  test("by password grant makes none", async () => {
    const { browser, management } = running.simulator;
    const user = await newUser();
    const outcome = await browser.passwordGrant({ user });
    expect(outcome).toMatchObject({ outcome: "signed in", refreshToken: expect.any(String) as string });
    expect(seen(outcome)).not.toHaveProperty("session");
    expect(seen(outcome).transaction?.protocol).toBe("oauth2-password");
    expect((await management.users.sessions.list(user)).data).toEqual([]);
  });
});

test("a delegated login makes a session that names who acts", async () => {
  const outcome = await running.simulator.browser.delegatedLogin({
    user: await newUser(),
    actor: { sub: "auth0|agent" },
  });
  expect(seen(outcome).session).toMatchObject({ actor: { sub: "auth0|agent" } });
});

test("a login at the custom domain says so", async () => {
  const { customDomain } = running.simulator;
  const body = { user: await newUser() };
  const answer = await running.call("/simulator/logins/sign-in", { method: "POST", domain: customDomain, body });
  const event = seen(answer.body as Outcome);
  expect(event).toMatchObject({ custom_domain: { domain: customDomain }, request: { hostname: customDomain } });
});

describe("an Action's wish", () => {
  test.each([
    ["deny", "not today", true],
    ["throw", expect.any(String) as string, true],
    ["revoke session", "gone", false],
  ])("to %s denies the login; does its session live on?", async (wish, reason, survives) => {
    const user = await newUser(wish);
    const outcome = await running.simulator.browser.signIn({ user });
    expect(outcome).toMatchObject({ outcome: "denied", reason });
    expect(outcome).not.toHaveProperty("refreshToken");
    expect(await lives(sessionOf(outcome).id)).toBe(survives);
  });

  test("to revoke the refresh token denies the exchange and every later one", async () => {
    const { browser } = running.simulator;
    const user = await newUser("revoke token");
    const { refreshToken = "" } = await browser.signIn({ user });
    expect(await browser.exchangeRefreshToken(refreshToken)).toMatchObject({ outcome: "denied", reason: "no more" });
    await setWish(user, "nothing");
    expect(await browser.exchangeRefreshToken(refreshToken)).toMatchObject({ reason: "invalid_grant" });
  });

  test("to revoke a session takes its refresh tokens along", async () => {
    const { browser } = running.simulator;
    const user = await newUser();
    const { refreshToken = "", session } = await browser.signIn({ user });
    await setWish(user, "revoke session");
    await browser.singleSignOn({ id: session?.id ?? "" });
    expect(await browser.exchangeRefreshToken(refreshToken)).toMatchObject({ reason: "invalid_grant" });
  });

  test("to end a session at a time gone by leaves nothing to reuse", async () => {
    const { browser } = running.simulator;
    const outcome = await browser.signIn({ user: await newUser("expire") });
    expect(outcome.outcome).toBe("signed in");
    expect(await browser.silentAuthentication(sessionOf(outcome))).toMatchObject({ reason: "login_required" });
  });

  test("to remember things reaches the session and the user", async () => {
    const { browser, management } = running.simulator;
    const user = await newUser("remember");
    const { id } = sessionOf(await browser.signIn({ user }));
    expect((await management.sessions.get(id)).session_metadata).toEqual({ seen: "yes" });
    const { app_metadata, user_metadata } = await management.users.get(user);
    expect([app_metadata, user_metadata]).toEqual([{}, { greeted: true }]);
  });
});
