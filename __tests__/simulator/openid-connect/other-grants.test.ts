import { decodeJwt, jwtVerify } from "jose";
import * as client from "openid-client";
import { RunningSimulator } from "../running-simulator";
import { newUser, PASSWORD, RelyingParty } from "./relying-party";

const DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

let running: RunningSimulator;
let application: RelyingParty;
beforeAll(async () => {
  running = await RunningSimulator.start();
  application = await RelyingParty.create(running, {
    token_endpoint_auth_method: "client_secret_post",
    app_type: "regular_web",
    grant_types: ["authorization_code", "implicit", "password", "refresh_token", DEVICE_CODE],
  });
});
afterAll(async () => {
  await application.close();
  await running.close();
});

describe("the password grant", () => {
  const grant = (parameters: Record<string, string>) =>
    client.genericGrantRequest(application.configuration, "password", {
      scope: "openid offline_access",
      ...parameters,
    });

  test("logs in without a session, and gives a refresh token", async () => {
    const { email, user_id } = await newUser(running);
    const tokens = await grant({ username: email, password: PASSWORD });
    expect(tokens).toMatchObject({ refresh_token: expect.any(String), token_type: "bearer" });
    expect(await client.fetchUserInfo(application.configuration, tokens.access_token, user_id)).toEqual({
      sub: user_id,
    });
    expect((await running.simulator.management.users.sessions.list(user_id)).data).toEqual([]);
  });

  test("refuses a wrong password", async () => {
    const { email } = await newUser(running);
    const refused = { error: "invalid_grant", error_description: "Wrong email or password.", status: 403 };
    await expect(grant({ username: email, password: "wrong" })).rejects.toMatchObject(refused);
  });

  test.each([
    [{ grant_type: "refresh_token" }, 400, "invalid_request"],
    [{ grant_type: "http://auth0.com/oauth/grant-type/password-realm" }, 403, "unauthorized_client"],
    [{ grant_type: "magic" }, 403, "unsupported_grant_type"],
    [{ grant_type: "http://auth0.com/oauth/grant-type/mfa-oob" }, 501, "unsupported_grant_type"],
    [{ grant_type: "urn:ietf:params:oauth:grant-type:token-exchange" }, 501, "unsupported_grant_type"],
    [{ grant_type: "password", password: PASSWORD }, 400, "invalid_request"],
    [{ grant_type: "password", username: "somebody" }, 400, "invalid_request"],
    [{ grant_type: "password", client_secret: "wrong" }, 401, "access_denied"],
  ])("what cannot be is refused in Auth0's words: %j", async (parameters, status, error) => {
    const { client_secret } = await running.simulator.management.clients.get(application.clientId);
    const body = { client_id: application.clientId, client_secret, ...parameters };
    const headers = { accept: "text/html" };
    expect(await running.call("/oauth/token", { method: "POST", token: null, body, headers })).toMatchObject({
      status,
      body: { error, error_description: expect.any(String) },
    });
  });
});

describe("the password grant for a realm", () => {
  const REALM = "http://auth0.com/oauth/grant-type/password-realm";
  const [username, password] = ["both@example.com", "correct horse battery"];
  const subjectIn = async (realm: string) => {
    const { client_id = "", client_secret } = await running.simulator.management.clients.create({
      name: "realms",
      grant_types: [REALM],
    });
    const body = { grant_type: REALM, client_id, client_secret, username, password, realm, scope: "openid" };
    const answer = await running.call("/oauth/token", { method: "POST", token: null, body });
    const { id_token } = answer.body as { id_token?: string };
    return id_token === undefined ? answer.status : decodeJwt(id_token).sub;
  };

  test("signs in the user of that database", async () => {
    const { connections, users } = running.simulator.management;
    await connections.create({ name: "second", strategy: "auth0" });
    const ids: (string | undefined)[] = [];
    for (const connection of ["Username-Password-Authentication", "second"]) {
      ids.push((await users.create({ connection, email: username, password })).user_id);
    }
    const subjects = [await subjectIn("Username-Password-Authentication"), await subjectIn("second")];
    expect(subjects).toEqual(ids);
    expect(await subjectIn("third")).toBe(400);
    expect(await subjectIn("")).toBe(400);
  });
});

describe("the device flow", () => {
  const begin = () => client.initiateDeviceAuthorization(application.configuration, { scope: "openid offline_access" });
  const poll = (device_code: string) =>
    client.genericGrantRequest(application.configuration, DEVICE_CODE, { device_code });

  test("lets the device in once the user has confirmed its code and signed in", async () => {
    const { email, user_id } = await newUser(running);
    const { device_code, user_code, verification_uri } = await begin();
    await expect(poll(device_code)).rejects.toMatchObject({ error: "authorization_pending", status: 403 });

    const browser = application.browser();
    const confirmation = await browser.submit(await browser.open(verification_uri), { user_code });
    expect(confirmation.text).toContain(user_code);
    const form = await browser.submit(confirmation);
    const end = await browser.submit(form, { username: email, password: PASSWORD });
    expect(end.text).toContain("Device connected");

    const tokens = await poll(device_code);
    const [session] = (await running.simulator.management.users.sessions.list(user_id)).data;
    expect(tokens).toMatchObject({ refresh_token: expect.any(String) });
    expect(tokens.claims()).toMatchObject({ sub: user_id, sid: session?.id });
    await expect(poll(device_code)).rejects.toMatchObject({ error: "invalid_grant" });
  });

  test("tells the device how often to ask, and that the user does not want it", async () => {
    const { device_code, verification_uri_complete, interval } = await begin();
    expect(interval).toBe(5);
    const browser = application.browser();
    const posted = await browser.open(verification_uri_complete ?? "");
    const end = await browser.submit(await browser.submit(posted), { abort: "yes" });
    expect(end.text).toContain("Device not connected");
    await expect(poll(device_code)).rejects.toMatchObject({ error: "access_denied", status: 403 });
    await expect(poll("unknown")).rejects.toMatchObject({ error_description: "Invalid or expired device code." });
  });

  test("tells the device that its code has expired, by the tenant's time", async () => {
    const { device_code, user_code, verification_uri } = await begin();
    running.simulator.passTime(15 * 60 * 1000 - 5000);
    await expect(poll(device_code)).rejects.toMatchObject({ error: "authorization_pending" });
    running.simulator.passTime(10_000);
    await expect(poll(device_code)).rejects.toMatchObject({ error: "expired_token", status: 403 });
    const browser = application.browser();
    const refused = await browser.submit(await browser.open(verification_uri), { user_code });
    expect(refused.text).toContain('role="alert"');
  });

  test("says on the page that a code is unknown, and takes another", async () => {
    const { verification_uri } = await begin();
    const browser = application.browser();
    const refused = await browser.submit(await browser.open(verification_uri), { user_code: "AAAA-AAAA" });
    expect(refused.text).toContain('role="alert"');
  });
});

/** The ID token that the application's page would get by form_post, without a code. */
async function idTokenByForm(of: RelyingParty): Promise<{ token: string; user_id: string }> {
  const { email, user_id } = await newUser(running);
  const browser = of.browser();
  const { url } = await of.request({ response_type: "id_token", response_mode: "form_post" });
  url.searchParams.delete("code_challenge");
  url.searchParams.delete("code_challenge_method");
  const page = await browser.submit(await browser.open(url), { username: email, password: PASSWORD });
  const [, token = ""] = /name="id_token" value="([^"]+)"/.exec(page.text) ?? [];
  return { token, user_id };
}

test("a regular web application that takes the ID token by form_post gets it without a code", async () => {
  const { token, user_id } = await idTokenByForm(application);
  expect(decodeJwt(token)).toMatchObject({ sub: user_id, sid: expect.any(String) });
});

test("an application that gets its access token at the callback is told what it may do", async () => {
  const identifier = "orders at the callback";
  const scopes = ["read:orders", "write:orders"].map((value) => ({ value }));
  await running.simulator.management.resourceServers.create({ identifier, scopes });
  const { email } = await newUser(running);
  const browser = application.browser();
  const scope = "openid email read:orders no-such-scope";
  const { url } = await application.request({ response_type: "id_token token", audience: identifier, scope });
  for (const name of ["code_challenge", "code_challenge_method"]) url.searchParams.delete(name);
  const page = await browser.submit(await browser.open(url), { username: email, password: PASSWORD });
  const answer = new URLSearchParams(page.url.hash.slice(1));
  expect(answer.get("scope")).toBe("openid email read:orders");
  expect(decodeJwt(answer.get("access_token") ?? "")).toMatchObject({ scope: "openid email read:orders" });
});

test("an application that asks for HS256 gets its ID token signed with its secret", async () => {
  const symmetric = await RelyingParty.create(running, {
    grant_types: ["implicit"],
    jwt_configuration: { alg: "HS256" },
  });
  const { token, user_id } = await idTokenByForm(symmetric);
  await symmetric.close();
  const { client_secret } = await running.simulator.management.clients.get(symmetric.clientId);
  const { payload } = await jwtVerify(token, new TextEncoder().encode(client_secret), { algorithms: ["HS256"] });
  expect(payload.sub).toBe(user_id);
});

test("the tenant tells of the grant types that it has", () => {
  const { grant_types_supported } = application.configuration.serverMetadata();
  expect([...(grant_types_supported ?? [])].sort()).toEqual(
    [
      "authorization_code",
      "client_credentials",
      "http://auth0.com/oauth/grant-type/mfa-otp",
      "http://auth0.com/oauth/grant-type/password-realm",
      "implicit",
      "password",
      "refresh_token",
      DEVICE_CODE,
    ].sort(),
  );
});
