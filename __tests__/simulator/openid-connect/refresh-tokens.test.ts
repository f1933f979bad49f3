import { decodeJwt, decodeProtectedHeader } from "jose";
import * as client from "openid-client";
import { bindAction, unbindActions } from "../bound-action";
import { RunningSimulator } from "../running-simulator";
import { newUser, RelyingParty } from "./relying-party";

const SCOPE = { scope: "openid profile email offline_access" };
const ROTATING = {
  refresh_token: { rotation_type: "rotating", expiration_type: "expiring", leeway: 0, token_lifetime: 3600 },
};
const DEAD = { error: "invalid_grant", status: 403 };

let running: RunningSimulator;
const applications: RelyingParty[] = [];
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterEach(() => unbindActions(running));
afterAll(async () => {
  await Promise.all(applications.map((application) => application.close()));
  await running.close();
});

async function signedIn(fields: object = {}) {
  const application = await RelyingParty.create(running, fields);
  applications.push(application);
  const user = await newUser(running);
  const browser = application.browser();
  const tokens = await application.signIn(browser, user.email, SCOPE);
  const refresh = (token: string | undefined = tokens.refresh_token) =>
    client.refreshTokenGrant(application.configuration, token ?? "");
  return { ...user, application, browser, tokens, refresh, sid: tokens.claims()?.sid as string };
}

test("the Management API shows the refresh token, of the session in which it was issued", async () => {
  const { user_id, sid, application, tokens } = await signedIn();
  expect(tokens.scope).toBe(SCOPE.scope);
  const { data } = await running.simulator.management.users.refreshToken.list(user_id);
  expect(data).toMatchObject([{ session_id: sid, client_id: application.clientId, rotating: false }]);
});

test("one that does not rotate is exchanged again and again, and stays the same", async () => {
  const { refresh, sid, email } = await signedIn();
  for (let exchange = 0; exchange < 2; exchange++) {
    const tokens = await refresh();
    expect(tokens.refresh_token).toBeUndefined();
    expect(tokens.claims()).toMatchObject({ sid, email });
  }
});

test("one that rotates is good for one exchange; used again, all that came of it are dead", async () => {
  const { tokens, refresh } = await signedIn(ROTATING);
  const second = await refresh();
  expect(second.refresh_token).not.toBe(tokens.refresh_token);
  const third = await refresh(second.refresh_token);
  await expect(refresh(tokens.refresh_token)).rejects.toMatchObject(DEAD);
  await expect(refresh(third.refresh_token)).rejects.toMatchObject(DEAD);
});

test("it outlives its session, except where the session is revoked with its tokens", async () => {
  const { management } = running.simulator;
  const [deleted, revoked] = [await signedIn(), await signedIn()];
  await management.sessions.delete(deleted.sid);
  await management.sessions.revoke(revoked.sid);
  expect((await deleted.refresh()).access_token).toBeDefined();
  await expect(revoked.refresh()).rejects.toMatchObject(DEAD);
});

test("an online one ends with its session", async () => {
  const { application, browser, email, tokens } = await signedIn();
  const online = await application.signIn(browser, email, { scope: "openid online_access", prompt: "login" });
  await running.simulator.management.sessions.delete(tokens.claims()?.sid as string);
  await expect(client.refreshTokenGrant(application.configuration, online.refresh_token ?? "")).rejects.toMatchObject(
    DEAD,
  );
});

test("another application can do nothing with it", async () => {
  const [{ tokens }, other] = [await signedIn(), await signedIn()];
  await expect(other.refresh(tokens.refresh_token)).rejects.toMatchObject(DEAD);
});

test("a pushed request for one gets it, and what stands beside it changes nothing", async () => {
  const { application, browser } = await signedIn();
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const url = await client.buildAuthorizationUrlWithPAR(application.configuration, {
    redirect_uri: "http://localhost:3000/callback",
    scope: "openid offline_access",
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
  });
  url.searchParams.set("scope", "email");
  const { url: at } = await browser.open(url);
  const tokens = await client.authorizationCodeGrant(application.configuration, at, { pkceCodeVerifier });
  expect(tokens).toMatchObject({ scope: "openid offline_access", refresh_token: expect.any(String) });
});

test("an application without the grant gets none, and without the scope neither", async () => {
  const { tokens, application, browser } = await signedIn({ grant_types: ["authorization_code"] });
  expect([tokens.refresh_token, tokens.scope]).toEqual([undefined, "openid profile email"]);
  const other = await signedIn();
  expect((await other.application.withoutAsking(other.browser)).refresh_token).toBeUndefined();
  expect((await application.withoutAsking(browser)).refresh_token).toBeUndefined();
});

test("the revocation endpoint ends it", async () => {
  const { application, tokens, refresh } = await signedIn();
  await client.tokenRevocation(application.configuration, tokens.refresh_token ?? "");
  await expect(refresh()).rejects.toMatchObject(DEAD);
});

test("an access token for an API is a JWT, with what was asked for and exists, and as the Actions changed it", async () => {
  const { resourceServers } = running.simulator.management;
  const scopes = [{ value: "read:orders" }, { value: "write:orders" }];
  await resourceServers.create({ identifier: "orders", scopes, allow_offline_access: true });
  const { application, browser, user_id, email } = await signedIn();
  const asking = { audience: "orders", prompt: "none", scope: "openid email read:orders no:such offline_access" };
  const tokens = await application.withoutAsking(browser, asking);
  const userinfo = `https://${running.simulator.domain}/userinfo`;
  expect(decodeJwt(tokens.access_token)).toMatchObject({
    sub: user_id,
    aud: ["orders", userinfo],
    azp: application.clientId,
    scope: "openid email read:orders offline_access",
  });
  expect(tokens.scope).toBe("openid email read:orders offline_access");
  expect(await client.fetchUserInfo(application.configuration, tokens.access_token, user_id)).toEqual({
    sub: user_id,
    email,
    email_verified: false,
  });

  await bindAction(
    running,
    `api.accessToken.setCustomClaim("plan", "gold"); api.accessToken.removeScope("read:orders");`,
  );
  const refreshed = await client.refreshTokenGrant(application.configuration, tokens.refresh_token ?? "");
  const claims = decodeJwt(refreshed.access_token);
  expect(claims).toMatchObject({ plan: "gold", aud: ["orders", userinfo], scope: "openid email offline_access" });
});

test.each([
  [undefined, "JWT", ["azp"]],
  ["rfc9068_profile", "at+jwt", ["client_id", "jti"]],
] as const)("an access token of the profile %s has the type %s", async (token_dialect, typ, names) => {
  const identifier = `api of ${typ}`;
  await running.simulator.management.resourceServers.create({ identifier, ...(token_dialect && { token_dialect }) });
  const { application, browser } = await signedIn();
  const { access_token } = await application.withoutAsking(browser, { audience: identifier, prompt: "none" });
  expect(decodeProtectedHeader(access_token).typ).toBe(typ);
  const claims = Object.keys(decodeJwt(access_token));
  expect(["azp", "client_id", "jti"].filter((name) => claims.includes(name))).toEqual(names);
});

test.each([
  ["offline_access", { allow_offline_access: false }],
  ["online_access", { allow_online_access: false }],
])("an API that does not allow %s gets no refresh token", async (scope, fields) => {
  const identifier = `api without ${scope}`;
  await running.simulator.management.resourceServers.create({ identifier, ...fields });
  const { application, browser } = await signedIn();
  const asking = { audience: identifier, prompt: "none", scope: `openid ${scope}` };
  const tokens = await application.withoutAsking(browser, asking);
  expect([tokens.refresh_token, tokens.scope]).toEqual([undefined, "openid"]);
});

test("an Action's refusal of an exchange is 403, and its revocation ends the token", async () => {
  const { refresh } = await signedIn();
  await bindAction(running, `if (event.refresh_token) api.access.deny("not now");`);
  await expect(refresh()).rejects.toMatchObject({ error: "access_denied", error_description: "not now", status: 403 });
  await bindAction(running, `if (event.refresh_token) api.refreshToken.revoke("gone");`);
  await expect(refresh()).rejects.toMatchObject({ error: "access_denied", error_description: "gone", status: 403 });
  await expect(refresh()).rejects.toMatchObject(DEAD);
});

test("a page of the application may exchange it from its own origin, and no other page", async () => {
  const { application, tokens } = await signedIn({ web_origins: ["http://localhost:3000", "https://*.example.com"] });
  const exchange = (origin: string) =>
    running.call("/oauth/token", {
      method: "POST",
      token: null,
      headers: { origin },
      body: { grant_type: "refresh_token", client_id: application.clientId, refresh_token: tokens.refresh_token },
    });
  const allowed = await exchange("http://localhost:3000");
  expect(allowed).toMatchObject({ status: 200 });
  expect(allowed.headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
  expect(await exchange("https://app.example.com")).toMatchObject({ status: 200 });
  for (const origin of ["http://localhost:4000", "https://example.com", "https://*.example.com"]) {
    const refused = await exchange(origin);
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([400, null]);
  }
});

test("a token of the Management API tells nothing of a user, and a user's may do nothing there", async () => {
  const { application, browser } = await signedIn();
  const asking = { audience: running.audience, prompt: "none", scope: "openid read:users read:sessions" };
  const { access_token } = await application.withoutAsking(browser, asking);
  expect(await running.call("/api/v2/users", { token: access_token })).toMatchObject({ status: 403 });
  expect(await running.call("/userinfo")).toMatchObject({ status: 401, body: { error: "invalid_token" } });
});

test("a JWT that is no good for /userinfo is refused with a challenge, which a page may read; a good one may come in a form", async () => {
  const identifier = "api beside userinfo";
  await running.simulator.management.resourceServers.create({ identifier });
  const { application, browser, user_id } = await signedIn();
  const { access_token } = await application.withoutAsking(browser, { audience: identifier, prompt: "none" });
  const origin = "http://localhost:3000";
  const refused = await running.call("/userinfo", { token: "a.b.c", headers: { origin } });
  expect(refused).toMatchObject({ status: 401, body: { error: "invalid_token" } });
  expect(refused.headers.get("www-authenticate")).toMatch(/^Bearer realm="https:.*", error="invalid_token"/);
  expect(refused.headers.get("access-control-allow-origin")).toBe(origin);
  const call = { method: "POST", token: null, headers: { "content-type": "application/x-www-form-urlencoded" } };
  const body = `access_token=${access_token}`;
  expect(await running.call("/userinfo", { ...call, body })).toMatchObject({ status: 200, body: { sub: user_id } });
});
