import { silence, unfinished } from "./scripted-tenant";
import {
  Auth0,
  coldStart,
  LIST,
  TOKEN,
  accepted,
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

describe("a rate limit", () => {
  const limited = (headers: Record<string, string>) => ({ status: 429, body: { statusCode: 429 }, headers });
  const soon = () => limited({ "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000)) });

  test("is waited for if its headers leave time", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, soon(), listOf(current));
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-kept", calls: 3 });
  });

  test("is not waited for beyond the time budget, and the login's sessions are left to the next one", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, limited({ "retry-after": "60" }));
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-deferred", error: "TooManyRequestsError 429" });
    expect(auth0.tenant.requests).toEqual([TOKEN, LIST]);
  });

  test("keeps the next login of the instance from asking in vain", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, limited({ "retry-after": "60" }));
    const action = coldStart();
    await auth0.signIn({ action });
    expect(await auth0.signIn({ action })).toMatchObject({
      event: "sessions-deferred",
      error: "RateLimited 429",
      calls: 0,
    });
  });

  test("is known to other instances, through the cache, until it is over", async () => {
    const known = { "x-ratelimit-limit": "50", "x-ratelimit-remaining": "0", "retry-after": "60" };
    auth0.tenant.on(TOKEN, token()).on(LIST, limited(known));
    await auth0.signIn();
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-deferred", error: "RateLimited 429", calls: 0 });
    expect(auth0.lifetimes.at(-1)).toBe(10_000);
  });

  test("is not told where there is room", async () => {
    const known = { "x-ratelimit-limit": "50", "x-ratelimit-remaining": "49" };
    auth0.tenant.on(TOKEN, token()).on(LIST, { ...listOf(current), headers: known });
    await auth0.signIn();
    expect(auth0.cache.size).toBe(1);
  });

  test.each([
    ["rubbish", "rubbish"],
    ["no numbers", '{"limit":"50","room":0,"at":0}'],
    ["a time that is too far away", `{"limit":50,"room":0,"at":${Date.now() + 60_000}}`],
  ])("is not believed of a cache that holds %s", async (_, entry) => {
    auth0.cache.set("single-session-rate-limit", entry);
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(current));
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-kept" });
  });

  test("refuses a login that cannot be checked, if the policy says so", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, limited({ "retry-after": "60" }));
    const report = await auth0.signIn({ policy: { onFailure: "deny-login" } });
    expect(report).toMatchObject({ event: "session-revoked", denied: true, error: "TooManyRequestsError 429" });
  });

  test("on a deletion leaves that session to the next login", async () => {
    auth0.tenant
      .on(TOKEN, token())
      .on(LIST, listOf(old, current))
      .on(deletion("old"), limited({ "retry-after": "60" }));
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-deferred", ended: 0, failed: 1, sessions: 2 });
  });

  test("on the token endpoint is waited for too", async () => {
    auth0.tenant.on(TOKEN, soon(), token()).on(LIST, listOf(current));
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-kept", calls: 3 });
  });
});

describe("a connection that breaks", () => {
  const broken = () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNRESET" } }));

  test("is tried once more", async () => {
    auth0.tenant
      .on(TOKEN, broken, token())
      .on(LIST, broken, listOf(old, current))
      .on(deletion("old"), broken, accepted);
    expect(await auth0.signIn()).toMatchObject({ ended: 1, calls: 6 });
  });

  test("is not tried a third time, and is named in the report", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, broken, broken);
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-unknown", error: "ECONNRESET", calls: 3 });
  });
});

test("requests that the time did not allow for are not counted", async () => {
  const sessions = Array.from({ length: 40 }, (_, i) => sessionOf(`s${i}`, -i));
  auth0.tenant.on(TOKEN, token()).on(LIST, listOf(...sessions, current));
  for (const { id } of sessions.slice(0, 25)) auth0.tenant.on(deletion(id), silence);
  expect(await auth0.signIn({ policy: { timeBudget: 100 } })).toMatchObject({
    failed: 40,
    calls: 27,
    error: "TimeoutError",
  });
});

describe("a failure lets the login through, within the time budget, and is reported", () => {
  const failing = { event: "sessions-unknown", error: expect.any(String) };

  test.each([
    ["no answer to the token request", () => auth0.tenant.on(TOKEN, silence)],
    ["no token", () => auth0.tenant.on(TOKEN, { status: 401, body: { error: "access_denied" } })],
    ["no answer to the list", () => auth0.tenant.on(TOKEN, token()).on(LIST, silence)],
    ["an answer that never ends", () => auth0.tenant.on(TOKEN, token()).on(LIST, unfinished)],
    ["a server error", () => auth0.tenant.on(TOKEN, token()).on(LIST, { status: 503, body: {} })],
    ["an answer of another shape", () => auth0.tenant.on(TOKEN, token()).on(LIST, { status: 200, body: { total: 2 } })],
    [
      "a missing entitlement",
      () => auth0.tenant.on(TOKEN, token()).on(LIST, { status: 403, body: { statusCode: 403 } }),
    ],
  ])("%s", async (_, script) => {
    script();
    expect(await auth0.signIn({ policy: { timeBudget: 100 } })).toMatchObject(failing);
  });

  test("an answer of another shape, which has a name of its own", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, { status: 200, body: { total: 2 } });
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-unknown", error: "MalformedAnswer" });
  });

  test("no answer to a deletion", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old, current)).on(deletion("old"), silence);
    expect(await auth0.signIn({ policy: { timeBudget: 100 } })).toMatchObject({ ended: 0, failed: 1 });
  });
});
