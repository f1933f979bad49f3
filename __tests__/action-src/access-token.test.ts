import type { PostLoginApi } from "../../action-src/auth0-actions";
import { pass } from "./passing-time";
import { silence } from "./scripted-tenant";
import {
  Auth0,
  LIST,
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

const twice = [listOf(current), listOf(current)];

describe("the access token", () => {
  test("serves the next login of a warm instance", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, ...twice);
    const action = coldStart();
    await auth0.signIn({ action });
    auth0.cache.clear();
    await auth0.signIn({ action });
    expect(auth0.tenant.requests).toEqual([TOKEN, LIST, LIST]);
  });

  test("serves other instances through the cache", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, ...twice);
    await auth0.signIn();
    await auth0.signIn();
    expect(auth0.tenant.requests).toEqual([TOKEN, LIST, LIST]);
  });

  test("is stored under a key and with a size that Auth0 allows", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(current));
    await auth0.signIn();
    const [[key, value]] = [...auth0.cache] as [[string, string]];
    expect(Buffer.byteLength(key)).toBeLessThanOrEqual(64);
    expect(Buffer.byteLength(value)).toBeLessThanOrEqual(4096);
  });

  test("is stored until a minute before it expires", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(current));
    await auth0.signIn();
    expect(auth0.lifetimes).toEqual([(86_400 - 60) * 1000]);
  });

  test("serves nobody after it has expired", async () => {
    auth0.tenant.on(TOKEN, token(), token()).on(LIST, ...twice);
    const action = coldStart();
    await auth0.signIn({ action });
    jest.advanceTimersByTime(86_400_000);
    await auth0.signIn({ action });
    expect(auth0.tenant.requests).toEqual([TOKEN, LIST, TOKEN, LIST]);
  });

  test("is not stored where nobody could use it any more", async () => {
    const expiring = token("expiring", 60);
    auth0.tenant.on(TOKEN, expiring).on(LIST, listOf(current));
    await auth0.signIn();
    expect(auth0.lifetimes).toEqual([]);
  });

  test("serves all of one login, however soon it expires", async () => {
    const expiring = token("expiring", 30);
    auth0.tenant.on(TOKEN, expiring).on(LIST, listOf(old, current)).on(deletion("old"), accepted);
    expect(await auth0.signIn()).toMatchObject({ ended: 1, calls: 3 });
  });

  test("is not shared where it is about to expire", async () => {
    const expiring = token("expiring", 59);
    auth0.tenant.on(TOKEN, expiring, token()).on(LIST, ...twice);
    await auth0.signIn();
    await auth0.signIn();
    expect(auth0.tenant.requests).toEqual([TOKEN, LIST, TOKEN, LIST]);
  });

  test("is not shared with a policy that needs another scope", async () => {
    auth0.tenant.on(TOKEN, token(), token()).on(LIST, ...twice);
    await auth0.signIn();
    await auth0.signIn({ policy: { refreshTokens: "revoke" } });
    expect(auth0.tenant.requests).toEqual([TOKEN, LIST, TOKEN, LIST]);
  });
});

describe("logins that come at once", () => {
  const atOnce = (count: number, action = coldStart()) =>
    pass(Promise.all(Array.from({ length: count }, () => auth0.run({ action }))));

  test("share one token request of a cold instance", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, ...Array.from({ length: 50 }, () => listOf(current)));
    await atOnce(50);
    expect(auth0.tenant.requests.filter((request) => request === TOKEN)).toHaveLength(1);
  });

  test("share the new token, if theirs was refused", async () => {
    const refused = { status: 401, body: {} };
    auth0.tenant.on(TOKEN, token("stale"), token("new")).on(LIST, listOf(current));
    const action = coldStart();
    await auth0.signIn({ action });
    auth0.tenant.on(
      LIST,
      ...Array.from({ length: 9 }, () => refused),
      ...Array.from({ length: 9 }, () => listOf(current)),
    );
    await atOnce(9, action);
    expect(auth0.tenant.requests.filter((request) => request === TOKEN)).toHaveLength(2);
    expect(auth0.tenant.tokens.at(-1)).toBe("Bearer new");
  });

  test("share the failure of that request", async () => {
    auth0.tenant.on(TOKEN, { status: 500, body: {} });
    await atOnce(5);
    expect(auth0.reports()).toEqual(Array(5).fill(expect.objectContaining({ error: "TokenRefused 500" })));
  });

  test("are not bound to the time of the one that asked", async () => {
    auth0.tenant.on(TOKEN, silence, token()).on(LIST, listOf(current));
    const action = coldStart({ timeBudget: 300 });
    const first = auth0.run({ action });
    await jest.advanceTimersByTimeAsync(150);
    await pass(Promise.all([first, auth0.run({ action })]));
    expect(auth0.reports().map(({ event }) => event)).toEqual(["sessions-unknown", "sessions-kept"]);
  });
});

describe("the answer to a token request", () => {
  test.each([[{}], [{ expires_in: "86400" }], [{ expires_in: null }]])(
    "that says %j of its lifetime is good for this login only",
    async (lifetime) => {
      const first = { status: 200, body: { access_token: "first", ...lifetime } };
      auth0.tenant.on(TOKEN, first, token()).on(LIST, ...twice);
      await auth0.signIn();
      expect(await auth0.signIn()).toMatchObject({ event: "sessions-kept", calls: 2 });
    },
  );

  test.each([[null], [{}], [{ access_token: 7 }], [{ access_token: "" }], [[]]])(
    "that is %j has no token",
    async (body) => {
      auth0.tenant.on(TOKEN, { status: 200, body });
      expect(await auth0.signIn()).toMatchObject({ event: "sessions-unknown", error: "MalformedAnswer" });
    },
  );

  test("that refuses one is named with its status", async () => {
    auth0.tenant.on(TOKEN, { status: 403, body: { error: "access_denied" } });
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-unknown", error: "TokenRefused 403", calls: 1 });
  });
});

describe("a cache", () => {
  const failing = () => {
    throw new Error("no cache");
  };
  const rejecting = () => Promise.reject(new Error("no cache")) as never;

  test.each<[string, PostLoginApi["cache"]]>([
    ["throws", { get: failing, set: failing }],
    ["rejects", { get: rejecting, set: rejecting }],
    ["never answers", { get: () => new Promise(() => {}), set: () => new Promise(() => {}) }],
    ["answers otherwise", { get: () => 7, set: () => 7 }],
  ])("that %s is as good as an empty one", async (_, cache) => {
    auth0.tenant.on(TOKEN, token()).on(LIST, ...twice);
    const action = coldStart();
    await auth0.signIn({ action, api: { cache } });
    expect(await auth0.signIn({ action, api: { cache } })).toMatchObject({ event: "sessions-kept", calls: 1 });
  });

  test.each([
    ["no JSON", () => "rubbish"],
    ["null", () => "null"],
    ["another key", (stored: string) => stored.replace("single-session", "other")],
    ["a value that is no text", (stored: string) => stored.replace('"token"', "7")],
    ["a value that no header can carry", (stored: string) => stored.replace('"token"', '"to\\nken"')],
    ["no expiry", (stored: string) => stored.replace("expiresAt", "expires")],
    ["a token that has expired", (stored: string) => stored.replace(/"expiresAt":\d+/, '"expiresAt":1')],
  ])("that holds %s is rewritten", async (_, spoil) => {
    auth0.tenant.on(TOKEN, token(), token()).on(LIST, ...twice, listOf(current));
    await auth0.signIn();
    const [[key, stored]] = [...auth0.cache] as [[string, string]];
    auth0.cache.set(key, spoil(stored));
    await auth0.signIn();
    expect(JSON.parse(auth0.cache.get(key)!)).toMatchObject({ key, value: "token", expiresAt: expect.any(Number) });
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-kept", calls: 1 });
  });
});

describe.each([401, 403])("a shared token that is refused with %i", (status) => {
  const refused = { status, body: { statusCode: status, error: "no" } };

  test("is replaced once", async () => {
    auth0.tenant.on(TOKEN, token("stale"), token("new")).on(LIST, listOf(current), refused, listOf(current));
    await auth0.signIn();
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-kept", calls: 3 });
    expect(auth0.tenant.tokens.at(-1)).toBe("Bearer new");
  });

  test("is replaced once for all the requests that it was refused for at the same time", async () => {
    const [a, b, c] = [sessionOf("a", 3), sessionOf("b", 2), sessionOf("c", 1)];
    auth0.tenant.on(TOKEN, token("stale"), token("new")).on(LIST, listOf(current), listOf(a, b, c, current));
    for (const { id } of [a, b, c]) auth0.tenant.on(deletion(id), refused, accepted);
    await auth0.signIn();
    expect(await auth0.signIn()).toMatchObject({ ended: 3 });
    expect(auth0.tenant.requests.filter((request) => request === TOKEN)).toHaveLength(2);
  });

  test("is not replaced where it was not refused", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(current), { status: 500, body: {} });
    await auth0.signIn();
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-unknown", error: expect.stringContaining("500") });
  });

  test("is not replaced again", async () => {
    auth0.tenant.on(TOKEN, token(), token()).on(LIST, listOf(current), refused, refused);
    await auth0.signIn();
    expect(await auth0.signIn()).toMatchObject({
      event: "sessions-unknown",
      error: expect.stringContaining(String(status)),
    });
  });

  test("is not replaced where this login asked for it", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, refused);
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-unknown" });
    expect(auth0.tenant.requests).toEqual([TOKEN, LIST]);
  });
});
