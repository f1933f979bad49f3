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

test("the page says to which application the login leads, and takes an email address in any case", async () => {
  const { email, user_id } = await newUser(running);
  const { url, redeem } = await application.request();
  const form = await application.browser().open(url);
  expect(form.text).toContain("to go on to relying party.");
  const browser = application.browser();
  const end = await browser.submit(await browser.open(url), { username: email.toUpperCase(), password: PASSWORD });
  expect((await redeem(end)).claims()?.sub).toBe(user_id);
});

describe("the exchange of a code", () => {
  async function code() {
    const { email, user_id } = await newUser(running);
    const { url, expected, redeem } = await application.request({ scope: "openid offline_access" });
    const browser = application.browser();
    const page = await browser.submit(await browser.open(url), { username: email, password: PASSWORD });
    const body = {
      grant_type: "authorization_code",
      client_id: application.clientId,
      code: page.url.searchParams.get("code") ?? "",
      code_verifier: expected.pkceCodeVerifier,
      redirect_uri: "http://localhost:3000/callback",
    };
    const exchange = (changes: object) =>
      running.call("/oauth/token", { method: "POST", token: null, body: { ...body, ...changes } });
    return { exchange, user_id, redeem: () => redeem(page) };
  }

  test.each([
    [{ code: "unknown" }, "invalid_grant", "Invalid authorization code"],
    [{ code_verifier: "another".repeat(7) }, "invalid_grant", "Failed to verify code verifier"],
    [{ code_verifier: "" }, "invalid_grant", "Failed to verify code verifier"],
    [
      { redirect_uri: "http://localhost:1" },
      "unauthorized_client",
      "The redirect URI is wrong. You sent http://localhost:1",
    ],
  ])("is refused in Auth0's words: %j", async (changes, error, error_description) => {
    const { exchange, redeem } = await code();
    expect(await exchange(changes)).toMatchObject({ status: 403, body: { error, error_description } });
    expect((await redeem()).access_token).toBeDefined();
  });

  test("a second time is refused, and ends what came of the first", async () => {
    const { exchange, user_id, redeem } = await code();
    const { access_token, refresh_token = "" } = await redeem();
    expect((await exchange({})).body).toMatchObject({ error_description: "Invalid authorization code" });
    const { configuration } = application;
    await expect(client.fetchUserInfo(configuration, access_token, user_id)).rejects.toThrow();
    const dead = { error: "invalid_grant", error_description: "Unknown or invalid refresh token." };
    await expect(client.refreshTokenGrant(configuration, refresh_token)).rejects.toMatchObject(dead);
  });
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
  [{ response_type: "id_token" }, "unauthorized_client"],
  [{ prompt: "magic" }, "invalid_request"],
])("what the tenant does not have is refused at the callback: %j", async (parameters, error) => {
  const { email } = await newUser(running);
  const browser = application.browser();
  await application.signIn(browser, email);
  const { url } = await application.request(parameters);
  const { searchParams, hash } = (await browser.open(url)).url;
  expect(searchParams.get("error") ?? new URLSearchParams(hash.slice(1)).get("error")).toBe(error);
});

test.each([
  [{ prompt: "consent" }, "prompt is consent, which is not simulated"],
  [{ prompt: "login select_account" }, "prompt is select_account, which is not simulated"],
  [{ screen_hint: "signup" }, "screen_hint is signup: the simulator has the login page alone"],
  [{ invitation: "ticket" }, "invitation is not simulated"],
  [{ organization: "nobody" }, "parameter organization is invalid: nobody"],
  [{ resource: "https://orders" }, "resource is https://orders: the simulator takes the audience alone"],
])(
  "what Auth0 has and the simulator has not is refused by name, before anybody logs in: %j",
  async (parameters, text) => {
    const { searchParams } = (await application.browser().open((await application.request(parameters)).url)).url;
    expect(searchParams.get("error")).toBe("invalid_request");
    expect(searchParams.get("error_description")).toContain(text);
  },
);

test.each(["", "no-such-scope"])(
  "whoever asks for no scope that there is gets in, without an ID token: '%s'",
  async (scope) => {
    const identifier = `api for '${scope}'`;
    await running.simulator.management.resourceServers.create({ identifier });
    const { email } = await newUser(running);
    const browser = application.browser();
    await application.signIn(browser, email);
    for (const parameters of [{ scope }, { scope, audience: identifier }] as Record<string, string>[]) {
      const { url, expected } = await application.request(parameters);
      url.searchParams.delete("nonce");
      const { url: at } = await browser.open(url);
      const checks = { ...expected, expectedNonce: undefined };
      const tokens = await client.authorizationCodeGrant(application.configuration, at, checks);
      expect(tokens).toMatchObject({ scope: "", access_token: expect.any(String) });
      expect(tokens.id_token).toBeUndefined();
    }
  },
);

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

describe("a callback", () => {
  const answered = async (fields: object, parameters: Record<string, string>) => {
    const registered = await RelyingParty.create(running, fields);
    const { url } = await registered.request(parameters);
    const page = await registered.browser().open(url);
    await registered.close();
    return page.url.pathname === "/u/login" ? "asked to log in" : page.status;
  };

  test("with a wildcard stands for each subdomain", async () => {
    const fields = { callbacks: ["https://*.example.com/callback"] };
    expect(await answered(fields, { redirect_uri: "https://app.example.com/callback" })).toBe("asked to log in");
    expect(await answered(fields, { redirect_uri: "https://one.app.example.com/callback" })).toBe(400);
    expect(await answered(fields, { redirect_uri: "https://*.example.com/callback" })).toBe(400);
  });

  test("with a wildcard takes a login to its end", async () => {
    const { email } = await newUser(running);
    const wild = await RelyingParty.create(running, { callbacks: ["https://*.example.com/callback"] });
    const tokens = await wild.signIn(wild.browser(), email, { redirect_uri: "https://app.example.com/callback" });
    await wild.close();
    expect(tokens.claims()).toMatchObject({ email });
  });

  test("with {organization_name} stands for the organization that is asked for, where the application is for such", async () => {
    const { id = "" } = await running.simulator.management.organizations.create({ name: "callback-acme" });
    const callbacks = ["https://{organization_name}.example.com/callback"];
    const redirect_uri = "https://callback-acme.example.com/callback";
    for (const organization of [id, "callback-acme"]) {
      const request = { redirect_uri, organization };
      expect(await answered({ callbacks, organization_usage: "allow" }, request)).toBe("asked to log in");
      expect(await answered({ callbacks, organization_usage: "require" }, request)).toBe("asked to log in");
      expect(await answered({ callbacks, organization_usage: "deny" }, request)).toBe(400);
    }
    const other = { redirect_uri: "https://globex.example.com/callback", organization: id };
    expect(await answered({ callbacks, organization_usage: "allow" }, other)).toBe(400);
    expect(await answered({ callbacks, organization_usage: "allow" }, { redirect_uri })).toBe(400);
  });

  test("tells of an organization that there is not before anybody logs in", async () => {
    const { url } = await application.request({ organization: "nowhere" });
    const page = await application.browser().open(url);
    expect([page.url.origin, page.url.searchParams.get("error_description")]).toEqual([
      "http://localhost:3000",
      "parameter organization is invalid: nowhere",
    ]);
  });

  test("that is no URL breaks none of the application's others", async () => {
    const callbacks = ["http://[::1", "https://app.example.com/callback"];
    expect(await answered({ callbacks }, { redirect_uri: "https://app.example.com/callback" })).toBe("asked to log in");
    expect(await answered({ callbacks }, { redirect_uri: "https://other.example.com/callback" })).toBe(400);
  });
});
