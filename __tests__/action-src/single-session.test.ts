import { generateKeyPairSync, verify } from "node:crypto";
import { ScriptedTenant } from "./scripted-tenant";
import {
  accepted,
  coldStart,
  current,
  deletion,
  LIST,
  listOf,
  old,
  revokeSession,
  revokeToken,
  SECRETS,
  sessionOf,
  signIn,
  tenant,
  TOKEN,
  token,
} from "./signing-in";

describe("a login", () => {
  test("ends the user's other session", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(old, current)).on(deletion("old"), accepted);
    expect(await signIn()).toMatchObject({ event: "session-revoked", ended: 1 });
    expect(tenant.requests).toEqual([TOKEN, LIST, deletion("old")]);
  });

  test("asks for a token with the canonical audience, whatever the domain", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(current));
    await signIn();
    expect(Object.fromEntries(new URLSearchParams(tenant.bodies[0]))).toEqual({
      grant_type: "client_credentials",
      client_id: "client-id",
      client_secret: "client-secret",
      audience: "https://canonical.eu.auth0.com/api/v2/",
    });
  });

  test("signs an assertion where it has a private key in place of a secret", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(current));
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
    await signIn({ event: { secrets: { ...SECRETS, clientSecret: undefined, privateKey: pem } } });
    const request = new URLSearchParams(tenant.bodies[0]);
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
    tenant.on(TOKEN, token()).on(LIST, listOf(old, current)).on("POST /api/v2/sessions/old/revoke", accepted);
    expect(await signIn({ policy: { refreshTokens: "revoke" } })).toMatchObject({ ended: 1 });
  });

  test("reads every page of more than a hundred sessions", async () => {
    const first = Array.from({ length: 100 }, (_, i) => sessionOf(`first${i}`, 1));
    const second = Array.from({ length: 20 }, (_, i) => sessionOf(`second${i}`, 2));
    tenant
      .on(TOKEN, token())
      .on(LIST, { status: 200, body: { sessions: first, next: "cursor" } })
      .on(`GET /api/v2/users/auth0%7Cada/sessions?include_totals=true&from=cursor&take=100`, listOf(...second));
    for (const { id } of [...first, ...second]) tenant.on(deletion(id), accepted);
    expect(await signIn()).toMatchObject({ event: "session-revoked", ended: 120 });
  });

  test("reads a list that is a bare array, as the documentation has it too", async () => {
    tenant
      .on(TOKEN, token())
      .on(LIST, { status: 200, body: [old, current] })
      .on(deletion("old"), accepted);
    expect(await signIn()).toMatchObject({ ended: 1 });
  });

  test("leaves out what has no id", async () => {
    tenant
      .on(TOKEN, token())
      .on(LIST, listOf(null as unknown as object, {}, old, current))
      .on(deletion("old"), accepted);
    expect(await signIn()).toMatchObject({ sessions: 2, ended: 1 });
  });

  test("keeps its own session where the list does not show it yet", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(old)).on(deletion("old"), accepted);
    expect(await signIn()).toMatchObject({ event: "session-revoked", ended: 1 });
  });

  test("ends nothing that is newer, so that two logins at once never end each other", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(sessionOf("newer", 10), current));
    expect(await signIn()).toMatchObject({ event: "sessions-kept", sessions: 2, ended: 0 });
  });

  test("ends a session again that the list still shows after an earlier deletion", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(old, current), listOf(old, current));
    tenant.on(deletion("old"), accepted, accepted);
    const action = coldStart();
    await signIn({ action });
    expect(await signIn({ action })).toMatchObject({ ended: 1 });
  });

  test("counts a session that vanished meanwhile as ended", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(old, current));
    tenant.on("POST /api/v2/sessions/old/revoke", { status: 404, body: { statusCode: 404, error: "Not Found" } });
    expect(await signIn({ policy: { refreshTokens: "revoke" } })).toMatchObject({ ended: 1 });
  });

  test("ends the others where one deletion fails", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(sessionOf("a", 3), sessionOf("b", 2), sessionOf("c", 1), current));
    tenant.on(deletion("a"), accepted).on(deletion("b"), { status: 500, body: {} }).on(deletion("c"), accepted);
    expect(await signIn()).toMatchObject({ ended: 2, failed: 1, error: expect.stringContaining("500") });
  });

  test.each([
    ["a password grant", { session: undefined }],
    ["a refresh-token exchange", { session: undefined, transaction: { protocol: "oauth2-refresh-token" } }],
    ["a silent authentication", { transaction: { prompt: ["none"] } }],
    ["single sign-on", { session: { ...current, updated_at: "2026-11-24T12:00:00.000Z" } }],
  ])("that is %s calls nothing", async (_, event) => {
    expect(await signIn({ event })).toMatchObject({ event: "login-skipped" });
    expect(tenant.requests).toEqual([]);
  });
});

describe("a login that is refused", () => {
  const policy = { whenExceeded: "deny-login", denialMessage: "too many" } as const;

  test("has its session ended, with the message", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(old, current));
    expect(await signIn({ policy })).toMatchObject({ event: "session-revoked", denied: true, ended: 0 });
    expect(revokeSession.mock.calls).toEqual([["too many", { preserveRefreshTokens: true }]]);
  });

  test("loses the refresh tokens of its session where the policy revokes them", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(old, current));
    await signIn({ policy: { ...policy, refreshTokens: "revoke" } });
    expect(revokeSession.mock.calls).toEqual([["too many", { preserveRefreshTokens: false }]]);
  });

  test("is let in where the policy only reports", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(old, current));
    expect(await signIn({ policy: { ...policy, enforcement: "report-only" } })).toMatchObject({ denied: true });
    expect(revokeSession).not.toHaveBeenCalled();
  });
});

describe("a refresh-token exchange in a session beyond the limit, where the policy checks that", () => {
  const event = {
    session: undefined,
    transaction: { protocol: "oauth2-refresh-token" },
    refresh_token: { session_id: "old" },
  };

  test("ends the session and keeps the token", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(old, current)).on(deletion("old"), accepted);
    expect(await signIn({ policy: { checkOnReuse: true }, event })).toMatchObject({ ended: 1, denied: true });
    expect([revokeSession.mock.calls, revokeToken.mock.calls]).toEqual([[], []]);
  });

  test("ends the session and refuses the exchange where the policy revokes tokens", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(old, current)).on("POST /api/v2/sessions/old/revoke", accepted);
    await signIn({ policy: { checkOnReuse: true, refreshTokens: "revoke" }, event });
    expect(revokeToken).toHaveBeenCalledTimes(1);
  });
});

test("a login whose application is unlimited calls nothing", async () => {
  const rules = [{ when: { clients: ["office"] }, maxSessions: "unlimited" as const }];
  const skipped = await signIn({ policy: { rules }, event: { client: { client_id: "office" } } });
  expect(skipped).toMatchObject({ event: "login-skipped", reason_admin: "unlimited" });
  expect(tenant.requests).toEqual([]);
});
