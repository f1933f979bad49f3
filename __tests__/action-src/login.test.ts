import type { EventSession, PostLoginEvent } from "../../action-src/auth0-actions";
import { readLogin, type Login } from "../../action-src/login";
import { policyOf } from "./policy";

const AUTHENTICATED = "2026-11-24T10:00:00.000Z";

function login(session: EventSession | undefined, transaction?: PostLoginEvent["transaction"]): PostLoginEvent {
  return {
    user: { user_id: "auth0|ada" },
    session,
    transaction,
    secrets: { domain: "acme.eu.auth0.com", clientId: "id", clientSecret: "secret" },
  };
}

const exchange = { ...login(undefined, { protocol: "oauth2-refresh-token" }), refresh_token: { session_id: "s1" } };

const fresh = { id: "s1", authenticated_at: AUTHENTICATED, created_at: AUTHENTICATED, updated_at: AUTHENTICATED };

describe("a login that the policy looks at", () => {
  test.each<[string, PostLoginEvent]>([
    ["a fresh one", login(fresh, { protocol: "oidc-basic-profile", prompt: [] })],
    ["one with SAML", login(fresh, { protocol: "samlp" })],
    ["one with a forced prompt", login(fresh, { protocol: "oidc-basic-profile", prompt: ["login"] })],
    ["one of a device", login(fresh, { protocol: "oauth2-device-code" })],
    ["one without a transaction", login(fresh)],
    ["one on a tenant that shows no times", login({ id: "s1" })],
    ["one whose session was touched in the same step", login({ ...fresh, updated_at: "2026-11-24T10:00:10.000Z" })],
    ["one whose session does not say when it authenticated", login({ id: "s1", updated_at: AUTHENTICATED })],
    [
      "a new authentication in an old session",
      login({ ...fresh, created_at: "2026-11-20T10:00:00.000Z", updated_at: AUTHENTICATED }),
    ],
  ])("%s", (_, event) => {
    const login = { kind: "authentication", userId: "auth0|ada", session: { id: "s1" } };
    expect(readLogin(event, policyOf())).toMatchObject(login);
  });

  test("carries the times of its session", () => {
    const event = login({ ...fresh, created_at: "2026-11-20T10:00:00.000Z" });
    const session = {
      id: "s1",
      authenticatedAt: Date.parse(AUTHENTICATED),
      createdAt: Date.parse("2026-11-20T10:00:00.000Z"),
    };
    expect(readLogin(event, policyOf())).toMatchObject({ session });
  });

  test("has the traits that rules ask for", () => {
    const event = {
      ...login(fresh, { protocol: "samlp" }),
      client: { client_id: "shop" },
      connection: { name: "Google", id: "con_1" },
      organization: { name: "acme", id: "org_1" },
      authorization: { roles: ["support", "admin"] },
      user: { user_id: "auth0|ada", app_metadata: { limit: 3 } },
    };
    expect(readLogin(event, policyOf())).toMatchObject({
      traits: {
        clients: ["shop"],
        connections: ["Google", "con_1"],
        organizations: ["acme", "org_1"],
        roles: ["support", "admin"],
        users: ["auth0|ada"],
        protocols: ["samlp"],
      },
      appMetadata: { limit: 3 },
    });
  });

  test("has none of the traits that the event does not name", () => {
    const { traits, appMetadata } = readLogin(login(fresh), policyOf()) as Login;
    expect(
      Object.values(traits)
        .flat()
        .filter((value) => value !== undefined),
    ).toEqual(["auth0|ada"]);
    expect(appMetadata).toEqual({});
  });
});

describe("an event of another shape", () => {
  test.each([[null], [undefined], [7], [{}], [[]], [[null]], [{ toString: 1 }]])("a prompt of %j is none", (prompt) => {
    expect(readLogin(login(fresh, { prompt }), policyOf())).toMatchObject({ kind: "authentication" });
  });

  test.each<[string, object]>([
    ["roles", { authorization: { roles: "support" } }],
    ["application", { client: null, authorization: null }],
    ["connection", { connection: 7, organization: "acme" }],
    ["protocol", { transaction: { protocol: { toString: 1 } } }],
    ["metadata", { user: { user_id: "auth0|ada", app_metadata: "metadata" } }],
  ])("%s that cannot be is none", (_, part) => {
    const policy = policyOf({ userLimit: { appMetadataKey: "length" } });
    expect(readLogin({ ...login(fresh), ...part }, policy)).toMatchObject({
      userId: "auth0|ada",
      limit: { maxSessions: 1 },
    });
  });

  test.each<[string, unknown]>([
    ["nothing", null],
    ["a text", "event"],
    ["no user", { ...login(fresh), user: undefined }],
    ["null for a user", { ...login(fresh), user: null }],
    ["a user without an id", { ...login(fresh), user: {} }],
    ["an empty user id", { ...login(fresh), user: { user_id: "" } }],
    ["a user id that is no text", { ...login(fresh), user: { user_id: 7 } }],
    ["a user id of dots", { ...login(fresh), user: { user_id: ".." } }],
    ["a session id that is no text", login({ id: 7 })],
    ["an empty session id", login({ id: "" })],
    ["a session id of zero", login({ id: 0 })],
    ["a session id of dots", login({ id: ".." })],
    ["a text for a session", { ...login(fresh), session: "s1" }],
    ["a number for a session", { ...login(fresh), session: 7 }],
    ["a text for a refresh token", { ...exchange, refresh_token: "s1" }],
    ["a number for a refresh token", { ...exchange, refresh_token: 7 }],
    ["an exchange whose session id is empty", { ...exchange, refresh_token: { session_id: "" } }],
    ["an exchange whose session id is one dot", { ...exchange, refresh_token: { session_id: "." } }],
  ])("with %s cannot be judged", (_, event) => {
    expect(() => readLogin(event as PostLoginEvent, policyOf({ checkOnReuse: true }))).toThrow("MalformedEvent");
  });
});

const silent = login(fresh, { prompt: ["none"] });
const singleSignOn = login({ ...fresh, updated_at: "2026-11-24T10:00:10.001Z" });

describe("a login that the policy has nothing to do with", () => {
  test.each<[string, PostLoginEvent, string]>([
    ["a native passkey login", login(undefined, { protocol: "oidc-basic-profile" }), "no session"],
    ["a session without an id", login({}), "no session"],
    [
      "an exchange of a token from before tokens named their session",
      { ...exchange, refresh_token: { session_id: null } },
      "no session",
    ],
    ["an exchange of a token that the event does not show", { ...exchange, refresh_token: undefined }, "no session"],
    ["a support agent acting as the user", login({ ...fresh, actor: { sub: "agent" } }), "delegated session"],
    ["a refresh-token exchange", exchange, "exchange"],
    ["a silent authentication", silent, "reuse"],
    ["a silent authentication whose prompt is no list", login(fresh, { prompt: "none" }), "reuse"],
    ["single sign-on", singleSignOn, "reuse"],
    ["single sign-on, whoever the user is", { ...singleSignOn, user: undefined }, "reuse"],
    ["a session that is null", { ...login(fresh), session: null }, "no session"],
    ["an empty event", {}, "no session"],
  ])("%s", (_, event, reason) => {
    expect(readLogin(event, policyOf())).toEqual({ nothingToDo: reason });
  });

  test.each([
    "oauth2-access-token",
    "oauth2-password",
    "oauth2-resource-owner",
    "oauth2-resource-owner-jwt-bearer",
    "oauth2-token-exchange",
    "wstrust-usernamemixed",
  ])("%s, should it have a session after all", (protocol) => {
    expect(readLogin(login(fresh, { protocol }), policyOf())).toEqual({ nothingToDo: "no session" });
  });
});

describe("a user's first login", () => {
  const first = { stats: { logins_count: 1 } };

  test.each<[string, PostLoginEvent]>([
    ["has nothing to end", login(fresh)],
    ["leaves nothing to end when its session is used again", silent],
    ["leaves nothing to end at an exchange", exchange],
  ])("%s", (_, event) => {
    expect(readLogin({ ...event, ...first }, policyOf({ checkOnReuse: true }))).toEqual({ nothingToDo: "first login" });
  });

  test.each([[2], [0], ["1"], [null], [undefined]])("is not one of which Auth0 counts %p", (logins_count) => {
    expect(readLogin({ ...login(fresh), stats: { logins_count } }, policyOf())).toMatchObject({
      kind: "authentication",
    });
  });
});

describe("a session that is used again, where the policy checks that", () => {
  test.each<[string, PostLoginEvent, string]>([
    ["a silent authentication", silent, "reuse"],
    ["single sign-on", singleSignOn, "reuse"],
    ["a refresh-token exchange", exchange, "exchange"],
  ])("%s", (_, event, kind) => {
    expect(readLogin(event, policyOf({ checkOnReuse: true }))).toMatchObject({ kind, session: { id: "s1" } });
  });

  test("is not a delegated one", () => {
    const event = login({ ...fresh, actor: {} }, { prompt: ["none"] });
    expect(readLogin(event, policyOf({ checkOnReuse: true }))).toEqual({ nothingToDo: "delegated session" });
  });
});
