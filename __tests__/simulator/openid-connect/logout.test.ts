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

describe("of the URLs that may be gone to after a logout", () => {
  const LISTED = ["https://*.example.com/Goodbye?why=done", "http://localhost:3000/goodbye"];
  const set = async (application_urls: string[], tenant_urls: string[]) => {
    const { clients, tenants } = running.simulator.management;
    await clients.update(application.clientId, { allowed_logout_urls: application_urls });
    await tenants.settings.update({ allowed_logout_urls: tenant_urls });
  };
  afterAll(() => set([GOODBYE], []));
  const opened = async (url: URL | string) => {
    const browser = application.browser();
    const { url: at, status } = await browser.open(url);
    return status === 400 ? "refused" : at.href;
  };

  test.each<[path: string, target: string, isAllowed: boolean]>([
    ["/v2/logout", "https://app.example.com/Goodbye", true],
    ["/v2/logout", "https://app.example.com/Goodbye?why=bored#now", true],
    ["/v2/logout", "HTTPS://app.EXAMPLE.com/Goodbye", true],
    ["/v2/logout", "https://app.example.com/goodbye", false],
    ["/v2/logout", "https://one.app.example.com/Goodbye", false],
    ["/oidc/logout", "https://app.example.com/Goodbye?why=done", true],
    ["/oidc/logout", "https://app.example.com/Goodbye", false],
    ["/oidc/logout", "https://app.example.com/Goodbye?why=bored", false],
    ["/oidc/logout", "https://*.example.com/Goodbye?why=done", false],
  ])("%s goes to %s: %s, of an application and of the tenant alike", async (path, target, isAllowed) => {
    const urlOf = (client_id: Record<string, string>) =>
      path === "/v2/logout"
        ? v2Logout({ ...client_id, returnTo: target })
        : `https://${running.simulator.domain}/oidc/logout?${new URLSearchParams({ ...client_id, post_logout_redirect_uri: target }).toString()}`;
    const expected = isAllowed ? new URL(target).href : "refused";
    await set(LISTED, []);
    expect(await opened(urlOf({ client_id: application.clientId }))).toBe(expected);
    expect(await opened(urlOf({}))).toBe("refused");
    await set([], LISTED);
    expect(await opened(urlOf({ client_id: application.clientId }))).toBe("refused");
    expect(await opened(urlOf({}))).toBe(expected);
  });
});

test("the tenant may do without the question", async () => {
  const { settings } = running.simulator.management.tenants;
  await settings.update({ sessions: { oidc_logout_prompt_enabled: false } });
  const { browser, sessions } = await signedIn();
  const { url } = await browser.open(logoutUrl({ post_logout_redirect_uri: GOODBYE }));
  await settings.update({ sessions: { oidc_logout_prompt_enabled: true } });
  expect([url.href, await sessions()]).toEqual([GOODBYE, 0]);
});

describe("where the browser may go after it", () => {
  const [QUERY, OTHER] = ["http://localhost:3000/goodbye?from=here", "http://LOCALHOST:3000/goodbye"];
  const end = async (url: string | URL) => {
    const { browser, sessions } = await signedIn();
    const page = await browser.open(url);
    return [page.status === 302 ? page.url.href : page.status, await sessions()];
  };
  const listOf = (urls: string[]) =>
    running.simulator.management.tenants.settings.update({ allowed_logout_urls: urls });

  test("what an application does not name itself for, the tenant has to list", async () => {
    await listOf([]);
    expect(await end(v2Logout({ returnTo: GOODBYE }))).toEqual([400, 1]);
    await listOf([GOODBYE]);
    expect(await end(v2Logout({ returnTo: GOODBYE }))).toEqual([GOODBYE, 0]);
  });

  test("of returnTo, neither the query counts nor the case of the host", async () => {
    for (const returnTo of [QUERY, OTHER]) {
      expect(await end(v2Logout({ client_id: application.clientId, returnTo }))).toEqual([new URL(returnTo).href, 0]);
    }
    expect(await end(v2Logout({ client_id: application.clientId, returnTo: GOODBYE.toUpperCase() }))).toEqual([400, 1]);
    expect(await end(logoutUrl({ post_logout_redirect_uri: QUERY }))).toEqual([400, 1]);
  });

  test("an application that asks for none gets its first one", async () => {
    const { browser, tokens, sessions } = await signedIn();
    const logout_hint = tokens.claims()?.sid as string;
    const { url } = await browser.open(logoutUrl({ logout_hint }));
    expect([url.href, await sessions()]).toEqual([GOODBYE, 0]);
  });
});

test("an application may send the parameters in a form", async () => {
  const { browser, tokens, sessions } = await signedIn();
  const form = { id_token_hint: tokens.id_token ?? "", post_logout_redirect_uri: GOODBYE, state: "abc" };
  const { url } = await browser.open(`https://${running.simulator.domain}/oidc/logout`, form);
  expect([url.href, await sessions()]).toEqual([`${GOODBYE}?state=abc`, 0]);
});

test("a form without a hint logs nobody out unasked", async () => {
  const { browser, sessions } = await signedIn();
  const question = await browser.open(`https://${running.simulator.domain}/oidc/logout`, { state: "abc" });
  expect([question.text.includes("Do you want to log out?"), await sessions()]).toEqual([true, 1]);
  await browser.submit(question);
  expect(await sessions()).toBe(0);
});

test("a logout_hint of another session than the ID token's is refused", async () => {
  const { browser, tokens, sessions } = await signedIn();
  const parameters = { id_token_hint: tokens.id_token ?? "", logout_hint: "another" };
  expect([(await browser.open(logoutUrl(parameters))).status, await sessions()]).toEqual([400, 1]);
});

test("an ID token of an application that the tenant does not have is none of its own", async () => {
  const { browser, tokens, sessions } = await signedIn();
  const encode = (claims: object) => Buffer.from(JSON.stringify(claims)).toString("base64url");
  const forged = `${encode({ alg: "RS256" })}.${encode({ aud: "nobody", sid: tokens.claims()?.sid })}.e30`;
  const page = await browser.open(`https://${running.simulator.domain}/oidc/logout?id_token_hint=${forged}`);
  expect([page.status, await sessions()]).toEqual([400, 1]);
});
