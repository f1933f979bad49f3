import { silence, unfinished } from "./scripted-tenant";
import { Auth0, LIST, TOKEN, accepted, current, deletion, listOf, old, sessionOf, token } from "./signing-in";

let auth0: Auth0;
beforeEach(() => (auth0 = new Auth0()));
afterEach(() => auth0.restore());

describe("a rate limit", () => {
  const limited = (headers: Record<string, string>) => ({ status: 429, body: { statusCode: 429 }, headers });

  test("is waited for where its headers leave time", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, limited({ "retry-after": "0" }), listOf(current));
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-kept" });
  });

  test("is not waited for beyond the time budget", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, limited({ "retry-after": "60" }));
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-unknown", error: expect.stringContaining("429") });
    expect(auth0.tenant.requests).toEqual([TOKEN, LIST]);
  });

  test("of one request holds up the others", async () => {
    const sessions = Array.from({ length: 6 }, (_, i) => sessionOf(`s${i}`, -i));
    const asked: Record<string, number> = {};
    const answering = (name: string, status: number) => async () => {
      asked[name] = Date.now();
      if (status === 202) await new Promise(setImmediate);
      return new Response(null, { status, headers: { "retry-after": "0" } });
    };
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(...sessions, current));
    auth0.tenant.on(deletion("s0"), answering("limited", 429), accepted);
    for (const { id } of sessions.slice(1)) auth0.tenant.on(deletion(id), answering(id, 202));
    expect(await auth0.signIn()).toMatchObject({ ended: 6, calls: 9 });
    // Five go at a time. The sixth comes when one of them is through, and waits as long as the limited one: 100 ms, less the clock's grain.
    expect(asked.s5! - asked.limited!).toBeGreaterThanOrEqual(98);
  });

  test("on the token endpoint is waited for too", async () => {
    auth0.tenant.on(TOKEN, limited({ "retry-after": "0" }), token()).on(LIST, listOf(current));
    expect(await auth0.signIn()).toMatchObject({ event: "sessions-kept" });
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
  const sessions = Array.from({ length: 12 }, (_, i) => sessionOf(`s${i}`, -i));
  auth0.tenant.on(TOKEN, token()).on(LIST, listOf(...sessions, current));
  for (const { id } of sessions.slice(0, 5)) auth0.tenant.on(deletion(id), silence);
  expect(await auth0.signIn({ policy: { timeBudget: 100 } })).toMatchObject({
    failed: 12,
    calls: 7,
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
