import { setImmediate } from "node:timers/promises";
import type { PostLoginApi, PostLoginEvent } from "../../action-src/auth0-actions";
import { accepted, Auth0, coldStart, current, deletion, LIST, listOf, old, TOKEN, token } from "./signing-in";

let auth0: Auth0;
beforeEach(() => (auth0 = new Auth0()));
afterEach(() => auth0.restore());

const throwing = () => {
  throw new Error("hunter2");
};
const rejecting = () => Promise.reject(new Error("hunter2"));
const FAILURE = "Your other sessions could not be checked. Try again later";
const denyAtFailure = { onFailure: "deny-login" } as const;

/** An event that the helper's defaults do not complete. */
const bare = (action: ReturnType<typeof coldStart>, event: unknown) =>
  auth0.signIn({ action: (_, api) => action(event as PostLoginEvent, api) });

describe("a login that cannot be read", () => {
  const unreadable = Object.defineProperty({}, "session", { get: throwing });

  test.each([
    ["that is null", null, "MalformedEvent"],
    ["without a user", { session: current }, "MalformedEvent"],
    ["that throws when it is read", unreadable, "Error"],
  ])("%s follows onFailure", async (_, event, error) => {
    expect(await bare(coldStart(), event)).toMatchObject({ event: "sessions-unknown", error });
    expect(auth0.revokeSession).not.toHaveBeenCalled();
    expect(await bare(coldStart(denyAtFailure), event)).toMatchObject({
      event: "session-revoked",
      denied: true,
      error,
    });
    expect(auth0.revokeSession.mock.calls).toEqual([[FAILURE, { preserveRefreshTokens: true }]]);
  });

  test("goes on if the policy only reports", async () => {
    await bare(coldStart({ ...denyAtFailure, enforcement: "report-only" }), null);
    expect(auth0.revokeSession).not.toHaveBeenCalled();
  });
});

describe("a policy", () => {
  test("whose values cannot be used is the default there, and the report names them", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old, current)).on(deletion("old"), accepted);
    const action = coldStart({
      maxSessions: "many",
      timeBudget: null,
      rules: [{ when: {}, maxSessions: "unlimited" }],
    });
    expect(await auth0.signIn({ action })).toMatchObject({ ended: 1, limit: 1, ignored: ["maxSessions", "rules[0]"] });
  });

  test("is named also in the report of a login that is skipped", async () => {
    const report = await auth0.signIn({ action: coldStart({ maxSession: 3 }), event: { session: undefined } });
    expect(report).toMatchObject({ event: "login-skipped", ignored: ["maxSession"] });
  });

  test.each([["text"], [[]], [7]])(
    "that is none at all, such as %j, limits nobody and refuses nobody",
    async (policy) => {
      expect(await auth0.signIn({ action: coldStart(policy) })).toMatchObject({
        event: "sessions-unknown",
        error: "UnreadablePolicy",
      });
    },
  );
});

describe("secrets", () => {
  test.each([
    ["none", undefined],
    ["null", null],
    ["no domain", { clientId: "id", clientSecret: "secret" }],
    ["no client id", { domain: "acme.eu.auth0.com", clientSecret: "secret" }],
    ["no credential", { domain: "acme.eu.auth0.com", clientId: "id" }],
    ["a domain that is no text", { domain: 7, clientId: "id", clientSecret: "secret" }],
  ])("of which there are %s are a failure, and named", async (_, secrets) => {
    const event = { secrets };
    expect(await auth0.signIn({ event })).toMatchObject({ event: "sessions-unknown", error: "MissingSecrets" });
    expect(await auth0.signIn({ event, policy: denyAtFailure })).toMatchObject({ denied: true });
  });
});

describe("a login that is to be refused", () => {
  const policy = { whenExceeded: "deny-login", denialMessage: "too many" } as const;
  beforeEach(() => auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old, current)));

  test.each<[string, Partial<PostLoginApi>]>([
    ["is missing", { session: undefined }],
    ["is null", { session: null as never }],
    ["throws", { session: { revoke: throwing } }],
    ["rejects", { session: { revoke: rejecting } }],
    ["never settles", { session: { revoke: () => new Promise(() => {}) } }],
  ])("is denied if api.session.revoke %s", async (_, api) => {
    expect(await auth0.signIn({ policy, api })).toMatchObject({ event: "session-revoked", denied: true });
    expect(auth0.deny.mock.calls).toEqual([["too many"]]);
  });

  test.each<[string, Partial<PostLoginApi>]>([
    ["is missing", { session: undefined, access: undefined }],
    ["throws", { session: { revoke: throwing }, access: { deny: throwing } }],
    ["rejects", { session: { revoke: rejecting }, access: { deny: rejecting } }],
  ])("goes on, and is reported, if each way %s", async (_, api) => {
    expect(await auth0.signIn({ policy, api })).toMatchObject({ event: "sessions-kept", denied: "failed" });
  });

  test("is refused once", async () => {
    await auth0.signIn({ policy });
    expect(auth0.revokeSession).toHaveBeenCalledTimes(1);
    expect(auth0.deny).not.toHaveBeenCalled();
  });
});

describe("an api that is not what it should be", () => {
  test("a cache that is missing is as good as an empty one", async () => {
    auth0.tenant.on(TOKEN, token()).on(LIST, listOf(current));
    expect(await auth0.signIn({ api: { cache: undefined } })).toMatchObject({ event: "sessions-kept" });
  });

  test("an api that is null leaves no way to refuse a login", async () => {
    const action = coldStart(denyAtFailure);
    const report = await auth0.signIn({ action: (event) => action(event, null as never) });
    expect(report).toMatchObject({ event: "sessions-unknown", denied: "failed" });
  });

  test("a console that throws keeps no login from going on", async () => {
    const log = jest.spyOn(console, "log").mockImplementation(throwing);
    await expect(coldStart()({}, auth0.api)).resolves.toBeUndefined();
    expect(log).toHaveBeenCalledTimes(1);
  });
});

test("an SDK that cannot be loaded is a failure, and leaves no rejection that nobody hears", async () => {
  const unhandled = jest.fn();
  process.on("unhandledRejection", unhandled);
  jest.doMock("auth0", () => throwing());
  auth0.tenant.onAny((request) => request === TOKEN, token());
  expect(await auth0.signIn()).toMatchObject({ event: "sessions-unknown", error: "Error" });
  await setImmediate();
  jest.dontMock("auth0");
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test("nothing keeps the instance busy once the Action has returned", async () => {
  const broken = () => Promise.reject(new TypeError("fetch failed"));
  auth0.tenant.on(TOKEN, token()).on(LIST, broken, broken);
  expect(await auth0.signIn()).toMatchObject({ event: "sessions-unknown" });
  await jest.advanceTimersByTimeAsync(5);
  expect(jest.getTimerCount()).toBe(0);
});
