import * as client from "openid-client";
import { bindAction, unbindActions } from "../bound-action";
import { RunningSimulator } from "../running-simulator";
import { newUser, PASSWORD, RelyingParty } from "./relying-party";

let running: RunningSimulator;
let application: RelyingParty;
beforeAll(async () => {
  running = await RunningSimulator.start();
  application = await RelyingParty.create(running);
});
afterEach(() => unbindActions(running));
afterAll(async () => {
  await application.close();
  await running.close();
});

const sessionsOf = async (user: string) => (await running.simulator.management.users.sessions.list(user)).data;

test("a user signs in with code and PKCE; sid is the session that the Management API shows", async () => {
  const { email, user_id } = await newUser(running);
  const tokens = await application.signIn(application.browser("Phone"), email);
  const claims = tokens.claims();
  const [session] = await sessionsOf(user_id);
  expect(claims).toMatchObject({
    iss: `https://${running.simulator.domain}/`,
    sub: user_id,
    sid: session?.id,
    email,
    nickname: email.split("@")[0],
  });
  expect(session).toMatchObject({
    device: { initial_user_agent: "Phone" },
    clients: [{ client_id: application.clientId }],
  });
  expect(await client.fetchUserInfo(application.configuration, tokens.access_token, user_id)).toMatchObject({ email });
});

test("at the custom domain the issuer is that domain, and the browser holds a session of its own there", async () => {
  const { email, user_id } = await newUser(running);
  const { customDomain } = running.simulator;
  const there = await RelyingParty.create(running, {}, customDomain);
  const browser = application.browser();
  const tokens = await there.signIn(browser, email);
  await there.close();
  expect(tokens.claims()).toMatchObject({ iss: `https://${customDomain}/`, sub: user_id });
  await expect(application.withoutAsking(browser)).rejects.toMatchObject({ error: "login_required" });
});

test("an application that keeps a secret has to give the right one", async () => {
  const { email } = await newUser(running);
  const web = await RelyingParty.create(running, { token_endpoint_auth_method: "client_secret_post" });
  const browser = web.browser();
  expect((await web.signIn(browser, email)).claims()).toBeDefined();
  await running.simulator.management.clients.rotateSecret(web.clientId);
  await expect(web.withoutAsking(browser)).rejects.toMatchObject({ error: "access_denied", status: 401 });
  await web.close();
});

test("an ID token lives as long as the application is set up for", async () => {
  const { email } = await newUser(running);
  const set = await RelyingParty.create(running, { jwt_configuration: { lifetime_in_seconds: 120 } });
  const { exp = 0, iat = 0 } = (await set.signIn(set.browser(), email)).claims() ?? {};
  await set.close();
  expect(exp - iat).toBe(120);
});

describe("in a browser that is signed in", () => {
  test("another application is signed in to without a form, in the same session", async () => {
    const { email, user_id } = await newUser(running);
    const browser = application.browser();
    const first = await application.signIn(browser, email);
    const other = await RelyingParty.create(running, { token_endpoint_auth_method: "client_secret_post" });
    const second = await other.withoutAsking(browser, {});
    await other.close();
    expect(second.claims()?.sid).toBe(first.claims()?.sid);
    const sessions = await sessionsOf(user_id);
    expect(sessions.map(({ clients }) => clients)).toEqual([
      [{ client_id: application.clientId }, { client_id: other.clientId }],
    ]);
  });

  test("prompt=none gives tokens as long as the session lives, and login_required after that", async () => {
    const { email } = await newUser(running);
    const browser = application.browser();
    const sid = (await application.signIn(browser, email)).claims()?.sid as string;
    expect((await application.withoutAsking(browser)).claims()?.sid).toBe(sid);
    await running.simulator.management.sessions.delete(sid);
    await expect(application.withoutAsking(browser)).rejects.toMatchObject({ error: "login_required" });
  });

  test.each<[string, Record<string, string>]>([
    ["prompt=login", { prompt: "login" }],
    ["a max_age that is over", { max_age: "60" }],
  ])("%s asks for the password again, and the session stays the same one", async (_what, parameters) => {
    const { email, user_id } = await newUser(running);
    const browser = application.browser();
    const first = await application.signIn(browser, email);
    running.simulator.passTime(61_000);
    const second = await application.signIn(browser, email, parameters);
    expect(second.claims()?.sid).toBe(first.claims()?.sid);
    const [session, ...others] = await sessionsOf(user_id);
    expect(others).toEqual([]);
    const [created, authenticated] = [session?.created_at, session?.authenticated_at].map((at) =>
      Date.parse(at as string),
    );
    expect(authenticated! - created!).toBeGreaterThanOrEqual(61_000);
  });

  test("a session that has idled out is gone", async () => {
    const { email } = await newUser(running);
    const browser = application.browser();
    await application.signIn(browser, email);
    running.simulator.passTime(73 * 60 * 60 * 1000);
    await expect(application.withoutAsking(browser)).rejects.toMatchObject({ error: "login_required" });
    expect((await application.signIn(browser, email)).claims()).toBeDefined();
  });

  test("an accepted deletion that is not carried out yet lets it in once more", async () => {
    const slow = await RunningSimulator.start({ deletionDelay: Infinity });
    const late = await RelyingParty.create(slow);
    const { email } = await newUser(slow);
    const browser = late.browser();
    const sid = (await late.signIn(browser, email)).claims()?.sid as string;
    await slow.simulator.management.sessions.delete(sid);
    expect((await late.withoutAsking(browser)).claims()?.sid).toBe(sid);
    await slow.simulator.settled();
    await expect(late.withoutAsking(browser)).rejects.toMatchObject({ error: "login_required" });
    await late.close();
    await slow.close();
  });

  test("a max_age that is not over asks for nothing", async () => {
    const { email } = await newUser(running);
    const browser = application.browser();
    await application.signIn(browser, email);
    expect((await application.withoutAsking(browser, { max_age: "60" })).claims()?.auth_time).toBeDefined();
  });

  test("somebody else who signs in gets a session of their own, and ends the other's", async () => {
    const [one, other] = [await newUser(running), await newUser(running)];
    const browser = application.browser();
    const first = await application.signIn(browser, one.email);
    const second = await application.signIn(browser, other.email, { prompt: "login" });
    expect(second.claims()).toMatchObject({ sub: other.user_id });
    expect(second.claims()?.sid).not.toBe(first.claims()?.sid);
    expect(await sessionsOf(one.user_id)).toEqual([]);
    expect((await application.withoutAsking(browser)).claims()).toMatchObject({ sub: other.user_id });
  });
});

test("prompt=none in a browser that nobody is signed in at is login_required, and logged", async () => {
  await expect(application.withoutAsking(application.browser())).rejects.toMatchObject({
    error: "login_required",
    error_description: "Login required",
  });
  const { body } = await running.call("/api/v2/logs?q=type:fsa");
  expect((body as unknown[])[0]).toMatchObject({ client_id: application.clientId, description: "login_required" });
});

test("a wrong password is refused on the page, which then takes the right one", async () => {
  const { email, user_id } = await newUser(running);
  const browser = application.browser();
  const { url, redeem } = await application.request();
  const refused = await browser.submit(await browser.open(url), { username: email, password: "wrong" });
  expect(refused).toMatchObject({ status: 400, text: expect.stringContaining("Wrong email or password.") });
  expect(await sessionsOf(user_id)).toEqual([]);
  const tokens = await redeem(await browser.submit(refused, { username: email, password: PASSWORD }));
  expect(tokens.claims()).toMatchObject({ sub: user_id });
});

test("a login that another browser began cannot be gone on with", async () => {
  const { email } = await newUser(running);
  const { url } = await application.request();
  const form = await application.browser().open(url);
  const taken = await application.browser().submit(form, { username: email, password: PASSWORD });
  expect(taken).toMatchObject({ status: 400, text: expect.stringContaining("There is no login to go on with") });
});

test("a form of an earlier login in the same browser cannot be gone on with", async () => {
  const { email } = await newUser(running);
  const browser = application.browser();
  const earlier = await browser.open((await application.request()).url);
  await browser.open((await application.request()).url);
  const page = await browser.submit(earlier, { username: email, password: PASSWORD });
  expect(page).toMatchObject({ status: 400, text: expect.stringContaining("There is no login to go on with") });
});

test("a blocked user is refused at the callback", async () => {
  const { email, user_id } = await newUser(running);
  await running.simulator.management.users.update(user_id, { blocked: true });
  const refused = { error: "unauthorized", error_description: "user is blocked" };
  await expect(application.signIn(application.browser(), email)).rejects.toMatchObject(refused);
});

test.each([
  [{ connection: "google-oauth2" }, "invalid_request"],
  [{ organization: "nobody" }, "invalid_request"],
  [{ audience: "no-such-api" }, "access_denied"],
  [{ response_type: "id_token" }, "invalid_request"],
  [{ prompt: "consent" }, "invalid_request"],
])("what the tenant does not have is refused at the callback: %j", async (parameters, error) => {
  const { email } = await newUser(running);
  const browser = application.browser();
  await application.signIn(browser, email);
  const { url } = await application.request(parameters);
  const { searchParams, hash } = (await browser.open(url)).url;
  expect(searchParams.get("error") ?? new URLSearchParams(hash.slice(1)).get("error")).toBe(error);
});

test("a callback that the application does not list is refused on a page, not at the callback", async () => {
  const { url } = await application.request({ redirect_uri: "http://localhost:3000/elsewhere" });
  const page = await application.browser().open(url);
  expect(page).toMatchObject({ status: 400, text: expect.stringContaining("Oops, something went wrong") });
  expect(page.url.host).toBe(running.simulator.domain);
});

test("a silent login in a hidden frame answers by web_message", async () => {
  const { email } = await newUser(running);
  const browser = application.browser();
  await application.signIn(browser, email);
  const { url } = await application.request({ prompt: "none", response_mode: "web_message" });
  const { text, headers } = await browser.open(url);
  expect(text).toContain("authorization_response");
  expect(text).toMatch(/"response":\{"code":"[\w-]+"/);
  expect(headers.get("x-frame-options")).toBeNull();
});

describe("the Actions", () => {
  test("run between the password and the callback, see the request, and put claims into the ID token", async () => {
    const { email } = await newUser(running);
    await bindAction(
      running,
      `const { protocol, redirect_uri, requested_scopes } = event.transaction;
       api.idToken.setCustomClaim("https://example.com/seen", {
         protocol, redirect_uri, requested_scopes,
         session: event.session.id, nonce: event.request.query.nonce, language: event.request.language,
       });`,
    );
    const { url, expected, redeem } = await application.request();
    const browser = application.browser();
    const form = await browser.open(url);
    const tokens = await redeem(await browser.submit(form, { username: email, password: PASSWORD }));
    expect(tokens.claims()?.["https://example.com/seen"]).toEqual({
      protocol: "oidc-basic-profile",
      redirect_uri: "http://localhost:3000/callback",
      requested_scopes: ["openid", "profile", "email"],
      session: tokens.claims()?.sid,
      nonce: expected.expectedNonce,
      language: "en-GB",
    });
  });

  test("deny a login at the callback, with the reason", async () => {
    const { email } = await newUser(running);
    await bindAction(running, `api.access.deny("not today")`);
    const refused = { error: "access_denied", error_description: "not today" };
    await expect(application.signIn(application.browser(), email)).rejects.toMatchObject(refused);
  });

  test("that allow one session let the second browser in, and sign the first out", async () => {
    const { email, user_id } = await newUser(running);
    await bindAction(
      running,
      `if (event.transaction.prompt.includes("none")) return;
       const call = (path, options) => fetch("https://${running.simulator.domain}/api/v2" + path, {
         ...options, headers: { authorization: "Bearer ${await running.token()}" },
       });
       const { sessions } = await (await call("/users/" + encodeURIComponent(event.user.user_id) + "/sessions")).json();
       for (const { id } of sessions) if (id !== event.session.id) await call("/sessions/" + id, { method: "DELETE" });`,
    );
    const [laptop, phone] = [application.browser("Laptop"), application.browser("Phone")];
    await application.signIn(laptop, email);
    const { sid } = (await application.signIn(phone, email)).claims()!;
    expect((await sessionsOf(user_id)).map(({ id }) => id)).toEqual([sid]);
    await expect(application.withoutAsking(laptop)).rejects.toMatchObject({ error: "login_required" });
    expect((await application.withoutAsking(phone)).claims()?.sid).toBe(sid);
    await application.signIn(laptop, email);
    await expect(application.withoutAsking(phone)).rejects.toMatchObject({ error: "login_required" });
  });
});
