import { generateKeyPairSync, verify } from "node:crypto";
import { ScriptedTenant } from "./scripted-tenant";
import {
  Auth0,
  LIST,
  SECRETS,
  TOKEN,
  accepted,
  coldStart,
  current,
  deletion,
  listOf,
  old,
  sessionOf,
  token,
} from "./signing-in";

let auth0: Auth0;
beforeEach(() => (auth0 = new Auth0()));
afterEach(() => auth0.restore());

describe("a login", () => {
  test("ends the user's other session", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old, current)).on(deletion("old"), accepted);
    expect(await auth0.signIn()).toMatchObject({ event: "session-revoked", ended: 1 });
    expect(auth0.tenant.requests).toEqual([TOKEN, LIST, deletion("old")]);
  });

  test("asks for a token with the canonical audience, whatever the domain", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(current));
    await auth0.signIn();
    expect(Object.fromEntries(new URLSearchParams(auth0.tenant.bodies[0]))).toEqual({
      grant_type: "client_credentials",
      client_id: "client-id",
      client_secret: "client-secret",
      audience: "https://canonical.eu.auth0.com/api/v2/",
    });
  });

  test("signs an assertion where it has a private key in place of a secret", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(current));
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
    await auth0.signIn({ event: { secrets: { ...SECRETS, clientSecret: undefined, privateKey: pem } } });
    const request = new URLSearchParams(auth0.tenant.bodies[0]);
    const [header, claims, signature] = request.get("client_assertion")!.split(".");
    expect(JSON.parse(Buffer.from(claims!, "base64url").toString())).toMatchObject({
      iss: "client-id",
      sub: "client-id",
      aud: `https://${ScriptedTenant.DOMAIN}/`,
    });
    expect(verify("sha256", Buffer.from(`${header}.${claims}`), publicKey, Buffer.from(signature!, "base64url"))).toBe(
      true,
    );
    expect(request.has("client_secret")).toBe(false);
  });

  test("revokes refresh tokens with the session where the policy says so", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old, current)).on("POST /api/v2/sessions/old/revoke", accepted);
    expect(await auth0.signIn({ policy: { refreshTokens: "revoke" } })).toMatchObject({ ended: 1 });
  });

  test("reads every page of more than a hundred sessions", async () => {
    const first = Array.from({ length: 100 }, (_, i) => sessionOf(`first${i}`, 1));
    const second = Array.from({ length: 20 }, (_, i) => sessionOf(`second${i}`, 2));
    auth0.tenant
      .on(TOKEN, token())
      .on(LIST, { status: 200, body: { sessions: first, next: "cursor" } })
      .on(`GET /api/v2/users/auth0%7Cada/sessions?include_totals=true&from=cursor&take=100`, listOf(...second));
    for (const { id } of [...first, ...second]) auth0.tenant.on(deletion(id), accepted);
    expect(await auth0.signIn()).toMatchObject({ event: "session-revoked", ended: 120 });
  });

  test.each([["the same"], [7], [{ page: 2 }]])("does not follow a cursor that repeats: %j", async (next) => {
    const page = { status: 200, body: { sessions: [old], next } };
    const follow = (url: string) => /[?&]from(=|%5B)/.test(url);
    auth0.tenant.on(TOKEN, token()).on(LIST, page).onAny(follow, page);
    expect(await auth0.signIn()).toMatchObject({
      event: "sessions-unknown",
      error: "RepeatedPage",
      ended: 0,
      calls: 3,
    });
  });

  test("sends no request for a listed session whose id would make it another request", async () => {
    const ids = ["", ".", "..", "...", null, 7, ["old"], { id: "old" }];
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(current, ...ids.map((id) => ({ ...old, id }))));
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-kept", sessions: 1, calls: 2 });
    expect(auth0.tenant.requests).toEqual([TOKEN, LIST]);
  });

  test("ends a session whatever else is in its id", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(current, { ...old, id: "../a/b?c" }));
    auth0.tenant.on(deletion("..%2Fa%2Fb%3Fc"), accepted);
    expect(await auth0.signIn()).toMatchObject({ event: "session-revoked", ended: 1 });
  });

  test("never ends a session of another user, should the list show one", async () => {
    auth0.tenant
      .on(TOKEN, token())
      .on(LIST, listOf({ ...old, user_id: "auth0|bob" }, { ...current, user_id: "auth0|ada" }));
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-kept", sessions: 1 });
  });

  test("reads a list that is a bare array, as the documentation has it too", async () => {
    auth0.tenant
      .on(TOKEN, token())
      .on(LIST, { status: 200, body: [old, current] })
      .on(deletion("old"), accepted);
    expect(await auth0.signIn()).toMatchObject({ ended: 1 });
  });

  test("leaves out what has no id", async () => {
    auth0.tenant
      .on(TOKEN, token())
      .on(LIST, listOf(null as unknown as object, {}, old, current))
      .on(deletion("old"), accepted);
    expect(await auth0.signIn()).toMatchObject({ sessions: 2, ended: 1 });
  });

  test("keeps its own session where the list does not show it yet", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old)).on(deletion("old"), accepted);
    expect(await auth0.signIn()).toMatchObject({ event: "session-revoked", ended: 1 });
  });

  test("ends nothing that is newer, so that two logins at once never end each other", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(sessionOf("newer", 10), current));
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-kept", sessions: 2, ended: 0 });
  });

  test("ends a session again that the list still shows after an earlier deletion", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old, current), listOf(old, current));
    auth0.tenant.on(deletion("old"), accepted, accepted);
    const action = coldStart();
    await auth0.signIn({ action });
    expect(await auth0.signIn({ action })).toMatchObject({ ended: 1 });
  });

  test("counts a session that vanished meanwhile as ended", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old, current));
    auth0.tenant.on("POST /api/v2/sessions/old/revoke", { status: 404, body: { statusCode: 404, error: "Not Found" } });
    expect(await auth0.signIn({ policy: { refreshTokens: "revoke" } })).toMatchObject({ ended: 1 });
  });

  test("ends the others where one deletion fails", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(sessionOf("a", 3), sessionOf("b", 2), sessionOf("c", 1), current));
    auth0.tenant.on(deletion("a"), accepted).on(deletion("b"), { status: 500, body: {} }).on(deletion("c"), accepted);
    expect(await auth0.signIn()).toMatchObject({ ended: 2, failed: 1, error: expect.stringContaining("500") });
  });

  test.each([
    ["a password grant", { session: undefined }],
    ["a refresh-token exchange", { session: undefined, transaction: { protocol: "oauth2-refresh-token" } }],
    ["a silent authentication", { transaction: { prompt: ["none"] } }],
    ["single sign-on", { session: { ...current, updated_at: "2026-11-24T12:00:00.000Z" } }],
  ])("that is %s calls nothing", async (_, event) => {
    expect(await auth0.signIn({ event })).toMatchObject({ event: "login-skipped" });
    expect(auth0.tenant.requests).toEqual([]);
  });
});

describe("a login that is refused", () => {
  const policy = { whenExceeded: "deny-login", denialMessage: "too many" } as const;

  test("has its session ended, with the message", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old, current));
    expect(await auth0.signIn({ policy })).toMatchObject({ event: "session-revoked", denied: true, ended: 0 });
    expect(auth0.revokeSession.mock.calls).toEqual([["too many", { preserveRefreshTokens: true }]]);
  });

  test("loses the refresh tokens of its session where the policy revokes them", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old, current));
    await auth0.signIn({ policy: { ...policy, refreshTokens: "revoke" } });
    expect(auth0.revokeSession.mock.calls).toEqual([["too many", { preserveRefreshTokens: false }]]);
  });

  test("is let in where the policy only reports", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old, current));
    expect(await auth0.signIn({ policy: { ...policy, enforcement: "report-only" } })).toMatchObject({ denied: true });
    expect(auth0.revokeSession).not.toHaveBeenCalled();
  });
});

describe("a refresh-token exchange in a session beyond the limit, where the policy checks that", () => {
  const event = {
    session: undefined,
    transaction: { protocol: "oauth2-refresh-token" },
    refresh_token: { session_id: "old" },
  };

  test("ends the session and keeps the token", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old, current)).on(deletion("old"), accepted);
    expect(await auth0.signIn({ policy: { checkOnReuse: true }, event })).toMatchObject({ ended: 1, denied: true });
    expect([auth0.revokeSession.mock.calls, auth0.revokeToken.mock.calls]).toEqual([[], []]);
  });

  test("ends the session and refuses the exchange where the policy revokes tokens", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old, current)).on("POST /api/v2/sessions/old/revoke", accepted);
    await auth0.signIn({ policy: { checkOnReuse: true, refreshTokens: "revoke" }, event });
    expect(auth0.revokeToken).toHaveBeenCalledTimes(1);
  });
});

test("a login whose application is unlimited calls nothing", async () => {
  const rules = [{ when: { clients: ["office"] }, maxSessions: "unlimited" as const }];
  const skipped = await auth0.signIn({ policy: { rules }, event: { client: { client_id: "office" } } });
  expect(skipped).toMatchObject({ event: "login-skipped", reason_admin: "unlimited" });
  expect(auth0.tenant.requests).toEqual([]);
});
