import { generateKeyPairSync, verify } from "node:crypto";
import type { Cache, EventSession, PostLoginEvent } from "../../action-src/auth0-actions";
import type { PolicyDocument } from "../../action-src/policy";
import { policyOf } from "./policy";
import { accessToken, ScriptedTenant, silence, unfinished } from "./scripted-tenant";

const SECRETS = { domain: ScriptedTenant.DOMAIN, clientId: "client-id", clientSecret: "client-secret" };
const LIST = "GET /api/v2/users/auth0%7Cada/sessions?include_totals=true&take=100";
const TOKEN = "POST /oauth/token";

let tenant: ScriptedTenant;
let cache: Map<string, string>;
let log: jest.SpyInstance<void, unknown[]>;
let lifetimes: number[];
const revokeSession = jest.fn();
const revokeToken = jest.fn();

beforeEach(() => {
  tenant = new ScriptedTenant();
  cache = new Map();
  lifetimes = [];
  log = jest.spyOn(console, "log").mockImplementation();
  jest.clearAllMocks();
});

afterEach(() => {
  tenant.restore();
  log.mockRestore();
});

/** Runs the Action as a cold instance would, or as the warm one that was handed in. */
async function signIn({
  policy = {},
  event = {},
  action = coldStart(policy),
}: { policy?: Partial<PolicyDocument>; event?: Partial<PostLoginEvent>; action?: Action } = {}) {
  const login = { user: { user_id: "auth0|ada" }, session: sessionOf("current", 9), secrets: SECRETS, ...event };
  await action(login, { cache: cacheApi(), session: { revoke: revokeSession }, refreshToken: { revoke: revokeToken } });
  return JSON.parse(log.mock.lastCall![0] as string) as Record<string, unknown>;
}

type Module = typeof import("../../action-src/single-session");
type Action = Module["onExecutePostLogin"];

function coldStart(policy: Partial<PolicyDocument> = {}): Action {
  Object.assign(globalThis, {
    POLICY: policyOf(policy),
    MANAGEMENT_API_AUDIENCE: "https://canonical.eu.auth0.com/api/v2/",
  });
  let action!: Action;
  jest.isolateModules(() => {
    action = jest.requireActual<Module>("../../action-src/single-session").onExecutePostLogin;
  });
  return action;
}

function cacheApi(): Cache {
  return {
    get: (key) => (cache.has(key) ? { value: cache.get(key)! } : undefined),
    set: (key, value, { ttl }) => {
      cache.set(key, value);
      lifetimes.push(ttl);
    },
  };
}

function sessionOf(id: string, minute: number): EventSession & { id: string } {
  const time = new Date(Date.UTC(2026, 10, 24, 10, minute)).toISOString();
  return { id, authenticated_at: time, created_at: time, updated_at: time };
}

const token = (name = "token") => ({ status: 200, body: { access_token: accessToken(name), expires_in: 86_400 } });
const listOf = (...sessions: object[]) => ({ status: 200, body: { sessions } });
const accepted = { status: 202 };
const deletion = (id: string) => `DELETE /api/v2/sessions/${id}`;
const old = sessionOf("old", 1);
const current = sessionOf("current", 9);

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

describe("the access token", () => {
  const twice = [listOf(current), listOf(current)];

  test("serves the next login of a warm instance", async () => {
    tenant.on(TOKEN, token()).on(LIST, ...twice);
    const action = coldStart();
    await signIn({ action });
    cache.clear();
    await signIn({ action });
    expect(tenant.requests).toEqual([TOKEN, LIST, LIST]);
  });

  test("serves other instances through the cache", async () => {
    tenant.on(TOKEN, token()).on(LIST, ...twice);
    await signIn();
    await signIn();
    expect(tenant.requests).toEqual([TOKEN, LIST, LIST]);
  });

  test("is stored under a key and with a size that Auth0 allows", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(current));
    await signIn();
    const [[key, value]] = [...cache] as [[string, string]];
    expect(Buffer.byteLength(key)).toBeLessThanOrEqual(64);
    expect(Buffer.byteLength(value)).toBeLessThanOrEqual(4096);
  });

  test("is stored until a minute before it expires", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(current));
    await signIn();
    expect(lifetimes).toEqual([expect.any(Number)]);
    expect(lifetimes[0]).toBeGreaterThan((86_400 - 60 - 5) * 1000);
    expect(lifetimes[0]).toBeLessThanOrEqual((86_400 - 60) * 1000);
  });

  test("serves nobody after it has expired", async () => {
    tenant.on(TOKEN, token(), token()).on(LIST, ...twice);
    const action = coldStart();
    await signIn({ action });
    const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now() + 86_400_000);
    await signIn({ action });
    clock.mockRestore();
    expect(tenant.requests).toEqual([TOKEN, LIST, TOKEN, LIST]);
  });

  test("is not stored where nobody could use it any more", async () => {
    const expiring = { status: 200, body: { access_token: accessToken("expiring", 60) } };
    tenant.on(TOKEN, expiring).on(LIST, listOf(current));
    await signIn();
    expect(lifetimes).toEqual([]);
  });

  test("serves all of one login, however soon it expires", async () => {
    const expiring = { status: 200, body: { access_token: accessToken("expiring", 30) } };
    tenant.on(TOKEN, expiring).on(LIST, listOf(old, current)).on(deletion("old"), accepted);
    expect(await signIn()).toMatchObject({ ended: 1, calls: 3 });
  });

  test("is not shared where it is about to expire", async () => {
    const expiring = { status: 200, body: { access_token: accessToken("expiring", 59) } };
    tenant.on(TOKEN, expiring, token()).on(LIST, ...twice);
    await signIn();
    await signIn();
    expect(tenant.requests).toEqual([TOKEN, LIST, TOKEN, LIST]);
  });

  test("is not shared with a policy that needs another scope", async () => {
    tenant.on(TOKEN, token(), token()).on(LIST, ...twice);
    await signIn();
    await signIn({ policy: { refreshTokens: "revoke" } });
    expect(tenant.requests).toEqual([TOKEN, LIST, TOKEN, LIST]);
  });
});

describe("a shared token that is refused", () => {
  const refused = { status: 401, body: { statusCode: 401, error: "Unauthorized" } };

  test("is replaced once", async () => {
    tenant.on(TOKEN, token("stale"), token("new")).on(LIST, listOf(current), refused, listOf(current));
    await signIn();
    expect(await signIn()).toMatchObject({ event: "sessions-kept", calls: 3 });
    expect(tenant.tokens.at(-1)).toBe(`Bearer ${accessToken("new")}`);
  });

  test("is replaced once for all the requests that it was refused for at the same time", async () => {
    const [a, b, c] = [sessionOf("a", 3), sessionOf("b", 2), sessionOf("c", 1)];
    tenant.on(TOKEN, token("stale"), token("new")).on(LIST, listOf(current), listOf(a, b, c, current));
    for (const { id } of [a, b, c]) tenant.on(deletion(id), refused, accepted);
    await signIn();
    expect(await signIn()).toMatchObject({ ended: 3 });
    expect(tenant.requests.filter((request) => request === TOKEN)).toHaveLength(2);
  });

  test("is not replaced where it was not refused", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(current), { status: 500, body: {} });
    await signIn();
    expect(await signIn()).toMatchObject({ event: "sessions-unknown", error: expect.stringContaining("500") });
  });

  test("is not replaced again", async () => {
    tenant.on(TOKEN, token(), token()).on(LIST, listOf(current), refused, refused);
    await signIn();
    expect(await signIn()).toMatchObject({ event: "sessions-unknown", error: expect.stringContaining("401") });
  });

  test("is not replaced where this login asked for it", async () => {
    tenant.on(TOKEN, token()).on(LIST, refused);
    expect(await signIn()).toMatchObject({ event: "sessions-unknown" });
    expect(tenant.requests).toEqual([TOKEN, LIST]);
  });
});

describe("a rate limit", () => {
  const limited = (headers: Record<string, string>) => ({ status: 429, body: { statusCode: 429 }, headers });

  test("is waited for where its headers leave time", async () => {
    tenant.on(TOKEN, token()).on(LIST, limited({ "retry-after": "0" }), listOf(current));
    expect(await signIn()).toMatchObject({ event: "sessions-kept" });
  });

  test("is not waited for beyond the time budget", async () => {
    tenant.on(TOKEN, token()).on(LIST, limited({ "retry-after": "60" }));
    expect(await signIn()).toMatchObject({ event: "sessions-unknown", error: expect.stringContaining("429") });
    expect(tenant.requests).toEqual([TOKEN, LIST]);
  });

  test("of one request holds up the others", async () => {
    const sessions = Array.from({ length: 6 }, (_, i) => sessionOf(`s${i}`, -i));
    const asked: Record<string, number> = {};
    const answering = (name: string, status: number) => async () => {
      asked[name] = Date.now();
      if (status === 202) await new Promise(setImmediate);
      return new Response(null, { status, headers: { "retry-after": "0" } });
    };
    tenant.on(TOKEN, token()).on(LIST, listOf(...sessions, current));
    tenant.on(deletion("s0"), answering("limited", 429), accepted);
    for (const { id } of sessions.slice(1)) tenant.on(deletion(id), answering(id, 202));
    expect(await signIn()).toMatchObject({ ended: 6, calls: 9 });
    // Five go at a time. The sixth comes when one of them is through, and waits as long as the limited one: 100 ms, less the clock's grain.
    expect(asked.s5! - asked.limited!).toBeGreaterThanOrEqual(98);
  });

  test("on the token endpoint is waited for too", async () => {
    tenant.on(TOKEN, limited({ "retry-after": "0" }), token()).on(LIST, listOf(current));
    expect(await signIn()).toMatchObject({ event: "sessions-kept" });
  });
});

describe("a connection that breaks", () => {
  const broken = () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNRESET" } }));

  test("is tried once more", async () => {
    tenant.on(TOKEN, broken, token()).on(LIST, broken, listOf(old, current)).on(deletion("old"), broken, accepted);
    expect(await signIn()).toMatchObject({ ended: 1, calls: 6 });
  });

  test("is not tried a third time, and is named in the report", async () => {
    tenant.on(TOKEN, token()).on(LIST, broken, broken);
    expect(await signIn()).toMatchObject({ event: "sessions-unknown", error: "ECONNRESET", calls: 3 });
  });
});

test("requests that the time did not allow for are not counted", async () => {
  const sessions = Array.from({ length: 12 }, (_, i) => sessionOf(`s${i}`, -i));
  tenant.on(TOKEN, token()).on(LIST, listOf(...sessions, current));
  for (const { id } of sessions.slice(0, 5)) tenant.on(deletion(id), silence);
  expect(await signIn({ policy: { timeBudget: 100 } })).toMatchObject({ failed: 12, calls: 7, error: "TimeoutError" });
});

describe("a failure lets the login through, within the time budget, and is reported", () => {
  const failing = { event: "sessions-unknown", error: expect.any(String) };

  test.each([
    ["no answer to the token request", () => tenant.on(TOKEN, silence)],
    ["no token", () => tenant.on(TOKEN, { status: 401, body: { error: "access_denied" } })],
    ["no answer to the list", () => tenant.on(TOKEN, token()).on(LIST, silence)],
    ["an answer that never ends", () => tenant.on(TOKEN, token()).on(LIST, unfinished)],
    ["a server error", () => tenant.on(TOKEN, token()).on(LIST, { status: 503, body: {} })],
    ["an answer of another shape", () => tenant.on(TOKEN, token()).on(LIST, { status: 200, body: { total: 2 } })],
    ["a missing entitlement", () => tenant.on(TOKEN, token()).on(LIST, { status: 403, body: { statusCode: 403 } })],
  ])("%s", async (_, script) => {
    script();
    expect(await signIn({ policy: { timeBudget: 100 } })).toMatchObject(failing);
  });

  test("an answer of another shape, which has a name of its own", async () => {
    tenant.on(TOKEN, token()).on(LIST, { status: 200, body: { total: 2 } });
    expect(await signIn()).toMatchObject({ event: "sessions-unknown", error: "MalformedAnswer" });
  });

  test("no answer to a deletion", async () => {
    tenant.on(TOKEN, token()).on(LIST, listOf(old, current)).on(deletion("old"), silence);
    expect(await signIn({ policy: { timeBudget: 100 } })).toMatchObject({ ended: 0, failed: 1 });
  });
});
