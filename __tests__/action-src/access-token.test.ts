import { accessToken } from "./scripted-tenant";
import {
  accepted,
  cache,
  coldStart,
  current,
  deletion,
  lifetimes,
  LIST,
  listOf,
  old,
  sessionOf,
  signIn,
  tenant,
  TOKEN,
  token,
} from "./signing-in";

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
