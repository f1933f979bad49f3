import { bindAction, unbindActions } from "../bound-action";
import { RunningSimulator } from "../running-simulator";
import type { Browser, Page } from "./browser";
import { newUser, PASSWORD, RelyingParty } from "./relying-party";

let running: RunningSimulator;
let application: RelyingParty;
beforeAll(async () => {
  running = await RunningSimulator.start();
  application = await RelyingParty.create(running);
});
afterEach(async () => {
  await unbindActions(running);
  await running.simulator.management.guardian.policies.set([]);
});
afterAll(async () => {
  await application.close();
  await running.close();
});

/** Up to the page that comes after the password. */
async function withPassword(browser: Browser, parameters: Record<string, string> = {}) {
  const { email, user_id } = await newUser(running);
  const { url, redeem } = await application.request(parameters);
  const page = await browser.submit(await browser.open(url), { username: email, password: PASSWORD });
  return { page, redeem, email, user_id };
}

const methodsOf = async (user: string) => {
  const [session] = (await running.simulator.management.users.sessions.list(user)).data;
  return session?.authentication?.methods?.map(({ name }) => name);
};
const seen = async (user: string) => (await running.simulator.management.users.get(user)).app_metadata ?? {};
const asks = ({ url }: Page) => url.pathname === "/u/mfa-otp-challenge";

describe("the tenant's policy", () => {
  test("asks for a second factor after the Actions, which run once and do not see it", async () => {
    await running.simulator.management.guardian.policies.set(["all-applications"]);
    await bindAction(
      running,
      `const { runs = 0 } = event.user.app_metadata;
       api.user.setAppMetadata("runs", runs + 1);
       api.user.setAppMetadata("methods", event.authentication.methods.map(({ name }) => name));`,
    );
    const browser = application.browser();
    const { page, redeem, user_id } = await withPassword(browser);
    expect(asks(page)).toBe(true);
    expect(await seen(user_id)).toEqual({ runs: 1, methods: ["pwd"] });

    const wrong = await browser.submit(page, { code: "000000" });
    expect(wrong).toMatchObject({ status: 400, text: expect.stringContaining('role="alert"') });
    const tokens = await redeem(await browser.submit(wrong, { code: "123456" }));
    expect(tokens.claims()?.sub).toBe(user_id);
    expect(await methodsOf(user_id)).toEqual(["pwd", "mfa"]);
    expect(await seen(user_id)).toMatchObject({ runs: 1 });
  });

  test("asks once a session", async () => {
    await running.simulator.management.guardian.policies.set(["all-applications"]);
    const browser = application.browser();
    const { page, redeem } = await withPassword(browser);
    await redeem(await browser.submit(page, { code: "123456" }));
    expect((await application.withoutAsking(browser, {})).claims()).toBeDefined();
  });

  test("lets nobody in who leaves at that page, not even silently", async () => {
    await running.simulator.management.guardian.policies.set(["all-applications"]);
    const browser = application.browser();
    expect(asks((await withPassword(browser)).page)).toBe(true);
    await expect(application.withoutAsking(browser)).rejects.toMatchObject({ error: "interaction_required" });
    const { body } = await running.call("/api/v2/logs?q=type:fsa");
    expect((body as object[])[0]).toMatchObject({ description: "a second factor is required" });
    const { url } = await application.request();
    expect(asks(await browser.open(url))).toBe(true);
  });
});

test("api.multifactor.enable asks for it after the Actions too", async () => {
  await bindAction(running, `api.multifactor.enable("any");`);
  const browser = application.browser();
  const { page, redeem, user_id } = await withPassword(browser);
  expect(asks(page)).toBe(true);
  await redeem(await browser.submit(page, { code: "123456" }));
  expect(await methodsOf(user_id)).toEqual(["pwd", "mfa"]);
});

describe("api.authentication.challengeWith", () => {
  const challenging = `
    api.user.setAppMetadata("first", event.authentication.methods.map(({ name }) => name));
    api.authentication.challengeWith({ type: "otp" });`;
  const evicting = `api.user.setAppMetadata("second", event.authentication.methods.map(({ name }) => name));`;

  test("pauses before the next Action, which sees the factor", async () => {
    await bindAction(running, challenging, evicting);
    const browser = application.browser();
    const { page, redeem, user_id } = await withPassword(browser);
    expect(asks(page)).toBe(true);
    expect(await seen(user_id)).toEqual({});
    await redeem(await browser.submit(page, { code: "123456" }));
    expect(await seen(user_id)).toEqual({ first: ["pwd"], second: ["pwd", "mfa"] });
  });

  test("keeps the next Action from running for who has the password alone", async () => {
    await bindAction(running, challenging, evicting);
    const browser = application.browser();
    const { user_id } = await withPassword(browser);
    await expect(application.withoutAsking(browser)).rejects.toMatchObject({ error: "interaction_required" });
    expect(await seen(user_id)).not.toHaveProperty("second");
  });

  test("asks once in a login", async () => {
    await bindAction(running, challenging, challenging);
    const browser = application.browser();
    const { page, redeem } = await withPassword(browser);
    expect((await redeem(await browser.submit(page, { code: "123456" }))).claims()).toBeDefined();
  });

  test("in a login by the login client it is given at once, and where nobody is there the login is denied", async () => {
    await bindAction(running, challenging, evicting);
    const { browser } = running.simulator;
    const { user_id } = await newUser(running);
    const { session, refreshToken, outcome } = await browser.signIn({ user: user_id });
    expect([outcome, (await seen(user_id)).second]).toEqual(["signed in", ["pwd", "mfa"]]);
    const silent = await browser.silentAuthentication(session!);
    expect(silent).toMatchObject({ outcome: "denied", reason: "interaction_required" });
    await bindAction(running, `api.authentication.challengeWith({ type: "otp" });`);
    const exchange = await browser.exchangeRefreshToken(refreshToken!);
    expect(exchange).toMatchObject({ outcome: "denied", reason: "mfa_required" });
  });
});
