import * as client from "openid-client";
import { RunningSimulator } from "../running-simulator";
import { newUser, RelyingParty } from "./relying-party";

const GOODBYE = "http://localhost:3000/goodbye";

let running: RunningSimulator;
let application: RelyingParty;
beforeAll(async () => {
  running = await RunningSimulator.start();
  application = await RelyingParty.create(running);
});
afterAll(async () => {
  await application.close();
  await running.close();
});

async function signedIn() {
  const { email, user_id } = await newUser(running);
  const browser = application.browser();
  const tokens = await application.signIn(browser, email, { scope: "openid offline_access" });
  const sessions = async () => (await running.simulator.management.users.sessions.list(user_id)).data.length;
  return { browser, tokens, sessions };
}

const logoutUrl = (parameters: Record<string, string>) =>
  client.buildEndSessionUrl(application.configuration, parameters);
const v2Logout = (parameters: Record<string, string>) =>
  `https://${running.simulator.domain}/v2/logout?${new URLSearchParams(parameters).toString()}`;

test("an application that shows its ID token logs the browser out, which comes back with the state", async () => {
  const { browser, tokens, sessions } = await signedIn();
  const parameters = { id_token_hint: tokens.id_token ?? "", post_logout_redirect_uri: GOODBYE, state: "abc" };
  const { url } = await browser.open(logoutUrl(parameters));
  expect(url.href).toBe(`${GOODBYE}?state=abc`);
  expect(await sessions()).toBe(0);
  await expect(application.withoutAsking(browser)).rejects.toMatchObject({ error: "login_required" });
  expect(
    (await client.refreshTokenGrant(application.configuration, tokens.refresh_token ?? "")).access_token,
  ).toBeDefined();
});

test("without one the person is asked first", async () => {
  const { browser, sessions } = await signedIn();
  const question = await browser.open(logoutUrl({ post_logout_redirect_uri: GOODBYE }));
  expect([question.text.includes("Do you want to log out?"), await sessions()]).toEqual([true, 1]);
  const { url } = await browser.submit(question);
  expect([url.href, await sessions()]).toEqual([GOODBYE, 0]);
});

test("an ID token of another session logs nobody out unasked", async () => {
  const [one, other] = [await signedIn(), await signedIn()];
  const page = await one.browser.open(logoutUrl({ id_token_hint: other.tokens.id_token ?? "" }));
  expect([page.text.includes("Do you want to log out?"), await one.sessions(), await other.sessions()]).toEqual([
    true,
    1,
    1,
  ]);
});

test.each<[string, (url: string) => string | URL]>([
  ["/oidc/logout", (url) => logoutUrl({ post_logout_redirect_uri: url })],
  ["/v2/logout", (returnTo) => v2Logout({ client_id: application.clientId, returnTo })],
])("%s goes to no URL that the application does not list, and ends nothing", async (_path, urlTo) => {
  const { browser, sessions } = await signedIn();
  const { status, text } = await browser.open(urlTo("https://elsewhere.example.com"));
  expect([status, await sessions()]).toEqual([400, 1]);
  expect(text).toContain("Allowed Logout URLs");
});

test("what is no ID token of the tenant is refused", async () => {
  const { browser, sessions } = await signedIn();
  const page = await browser.open(logoutUrl({ id_token_hint: "e30.e30.e30" }));
  expect([page.status, await sessions()]).toEqual([400, 1]);
});

test("Auth0's own logout goes to returnTo, or to the first URL that the application lists", async () => {
  for (const parameters of [{ returnTo: GOODBYE }, {}] as Record<string, string>[]) {
    const { browser, sessions } = await signedIn();
    const { url } = await browser.open(v2Logout({ client_id: application.clientId, ...parameters }));
    expect([url.href, await sessions()]).toEqual([GOODBYE, 0]);
    await expect(application.withoutAsking(browser)).rejects.toMatchObject({ error: "login_required" });
  }
  const { browser } = await signedIn();
  expect((await browser.open(v2Logout({}))).text).toContain("Logged out");
});
