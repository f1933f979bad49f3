import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
let user: string;
beforeAll(async () => {
  running = await RunningSimulator.start();
  user = await running.newUser("a@example.com");
});
afterAll(() => running.close());

const set = (body: unknown) => running.call("/api/v2/guardian/policies", { method: "PUT", body });
const methodsOf = async () => {
  const { session } = await running.simulator.browser.signIn({ user });
  return session?.authentication.methods.map(({ name }) => name);
};

test("the policy can be read and set, one or none", async () => {
  const { policies } = running.simulator.management.guardian;
  expect(await policies.list()).toEqual([]);
  expect(await policies.set(["confidence-score"])).toEqual(["confidence-score"]);
  expect(await policies.list()).toEqual(["confidence-score"]);
  expect(await policies.set([])).toEqual([]);
  for (const body of [["always"], ["all-applications", "confidence-score"], "all-applications"]) {
    expect(await set(body)).toMatchObject({ status: 400 });
  }
  const token = await running.tokenWith("read:users");
  expect(await running.call("/api/v2/guardian/policies", { token })).toMatchObject({ status: 403 });
});

test("with all-applications a second factor is given once a session, after the Actions", async () => {
  const { browser } = running.simulator;
  expect(await methodsOf()).toEqual(["pwd"]);
  const { session: early } = await browser.signIn({ user });
  await set(["all-applications"]);
  expect(await methodsOf()).toEqual(["pwd", "mfa"]);

  const silent = await browser.silentAuthentication(early!);
  expect(silent.session?.authentication.methods).toHaveLength(1);
  const asked = await browser.singleSignOn(early!);
  const again = await browser.singleSignOn(early!);
  expect(asked.session?.authentication.methods).toHaveLength(2);
  expect(again.session?.authentication.methods).toEqual(asked.session?.authentication.methods);
  await set([]);
});

test("the tenant's flags are those that Auth0 knows", async () => {
  const { settings } = running.simulator.management.tenants;
  expect(await settings.get()).toMatchObject({ customize_mfa_in_postlogin_action: false });
  await settings.update({ customize_mfa_in_postlogin_action: true, flags: { revoke_refresh_token_grant: true } });
  await settings.update({ flags: { enable_sso: true } });
  expect(await settings.get()).toMatchObject({
    customize_mfa_in_postlogin_action: true,
    flags: { revoke_refresh_token_grant: true, enable_sso: true },
  });
  for (const flags of [{ colour: true }, { enable_sso: "yes" }]) {
    const answer = await running.call("/api/v2/tenants/settings", { method: "PATCH", body: { flags } });
    expect(answer).toMatchObject({ status: 400, body: { errorCode: "invalid_body" } });
  }
});
