import type { EventSession, PostLoginEvent } from "../../action-src/auth0-actions";
import { readLogin } from "../../action-src/login";

const AUTHENTICATED = "2026-11-24T10:00:00.000Z";

function login(session: EventSession | undefined, transaction?: PostLoginEvent["transaction"]): PostLoginEvent {
  return {
    user: { user_id: "auth0|ada" },
    session,
    transaction,
    secrets: { domain: "acme.eu.auth0.com", clientId: "id", clientSecret: "secret" },
  };
}

const fresh = { id: "s1", authenticated_at: AUTHENTICATED, created_at: AUTHENTICATED, updated_at: AUTHENTICATED };

describe("a login that the policy looks at", () => {
  test.each<[string, PostLoginEvent]>([
    ["a fresh one", login(fresh, { protocol: "oidc-basic-profile", prompt: [] })],
    ["one with SAML", login(fresh, { protocol: "samlp" })],
    ["one with a forced prompt", login(fresh, { protocol: "oidc-basic-profile", prompt: ["login"] })],
    ["one of a device", login(fresh, { protocol: "oauth2-device-code" })],
    ["one without a transaction", login(fresh)],
    ["one on a tenant that shows no times", login({ id: "s1" })],
    ["one whose session was touched in the same step", login({ ...fresh, updated_at: "2026-11-24T10:00:03.000Z" })],
    [
      "a new authentication in an old session",
      login({ ...fresh, created_at: "2026-11-20T10:00:00.000Z", updated_at: AUTHENTICATED }),
    ],
  ])("%s", (_, event) => {
    expect(readLogin(event)).toMatchObject({ userId: "auth0|ada", session: { id: "s1" } });
  });

  test("carries the times of its session", () => {
    const event = login({ ...fresh, created_at: "2026-11-20T10:00:00.000Z" });
    const session = {
      id: "s1",
      authenticatedAt: Date.parse(AUTHENTICATED),
      createdAt: Date.parse("2026-11-20T10:00:00.000Z"),
    };
    expect(readLogin(event)).toEqual({ userId: "auth0|ada", session });
  });
});

describe("a login that the policy has nothing to do with", () => {
  test.each<[string, PostLoginEvent, string]>([
    ["a password grant", login(undefined, { protocol: "oauth2-resource-owner" }), "no session"],
    ["a session without an id", login({}), "no session"],
    ["a refresh-token exchange", login(undefined, { protocol: "oauth2-refresh-token" }), "no session"],
    [
      "a refresh-token exchange that names a session",
      login(fresh, { protocol: "oauth2-refresh-token" }),
      "no session in this protocol",
    ],
    ["a support agent acting as the user", login({ ...fresh, actor: { sub: "agent" } }), "delegated session"],
    ["a silent authentication", login(fresh, { prompt: ["none"] }), "silent authentication"],
    ["single sign-on an hour later", login({ ...fresh, updated_at: "2026-11-24T11:00:00.000Z" }), "single sign-on"],
  ])("%s", (_, event, reason) => {
    expect(readLogin(event)).toEqual({ nothingToDo: reason });
  });
});
