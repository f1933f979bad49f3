import type { PostLoginEvent } from "../../../simulator/actions/event";
import type { PostLoginResult } from "../../../simulator/actions/post-login";
import { handling, login, postLoginTrigger } from "./fixture";

const trigger = postLoginTrigger();
afterAll(() => trigger.close());

const sessionless: Partial<PostLoginEvent> = { session: undefined };
const exchange: Partial<PostLoginEvent> = {
  session: undefined,
  transaction: { metadata: {}, protocol: "oauth2-refresh-token" },
  refresh_token: { id: "token", created_at: "2026-01-01T00:00:00.000Z", metadata: { old: "1" } },
};

async function run(body: string, event: Partial<PostLoginEvent> = {}): Promise<Omit<PostLoginResult, "executions">> {
  const { executions, ...asked } = await trigger.run([handling(body)], login(event));
  expect(executions[0]?.error).toBeUndefined();
  return asked;
}

test.each<[string, string, Partial<PostLoginEvent>, object]>([
  ["nothing", "", {}, {}],
  ["access.deny", `api.access.deny("no")`, {}, { denied: { reason: "no" } }],
  ["access.deny without a reason", `api.access.deny()`, {}, { denied: { reason: "access_denied" } }],
  ["access.deny with an empty reason", `api.access.deny("")`, {}, { denied: { reason: "" } }],
  ["a validation error", `api.validation.error("code", "no")`, {}, { denied: { reason: "no" } }],
  ["a second factor", `api.multifactor.enable("any")`, {}, { multifactor: true }],
  [
    "a challenge",
    `api.authentication.challengeWithAny([{ type: "otp" }, { type: "email" }])`,
    {},
    { challenge: { factors: ["otp", "email"] } },
  ],
  [
    "session.revoke without a reason",
    `api.session.revoke()`,
    {},
    {
      denied: { reason: "access_denied" },
      revokeSession: { reason: "access_denied", preserveRefreshTokens: false },
    },
  ],
  [
    "refreshToken.revoke without a reason",
    `api.refreshToken.revoke(null)`,
    exchange,
    { denied: { reason: "access_denied" }, revokeRefreshToken: { reason: "access_denied" } },
  ],
  [
    "session.revoke denies, and ends the refresh tokens too",
    `api.session.revoke("no")`,
    {},
    { denied: { reason: "no" }, revokeSession: { reason: "no", preserveRefreshTokens: false } },
  ],
  [
    "session.revoke that spares the refresh tokens",
    `api.session.revoke("no", { preserveRefreshTokens: true })`,
    {},
    { denied: { reason: "no" }, revokeSession: { reason: "no", preserveRefreshTokens: true } },
  ],
  ["the earliest expiry", `[30, 10, 20].forEach((at) => api.session.setExpiresAt(at))`, {}, { sessionExpiresAt: 10 }],
  ["an expiry in the past", `api.session.setExpiresAt(-1)`, {}, { sessionExpiresAt: -1 }],
  ["an idle expiry", `api.session.setIdleExpiresAt(5)`, {}, { sessionIdleExpiresAt: 5 }],
  ["the cookie's mode", `api.session.setCookieMode("non-persistent")`, {}, { sessionCookieMode: "non-persistent" }],
  ["session metadata", `api.session.setMetadata("a", "1")`, {}, { sessionMetadata: { a: "1" } }],
  [
    "session metadata beside what is there",
    `api.session.setMetadata("a", "1"); api.session.deleteMetadata("old"); api.session.setMetadata("gone", null)`,
    { session: { id: "session", metadata: { old: "1", kept: "1", gone: "1" } } },
    { sessionMetadata: { kept: "1", a: "1" } },
  ],
  [
    "all session metadata",
    `api.session.evictMetadata()`,
    { session: { id: "session", metadata: { old: "1" } } },
    { sessionMetadata: {} },
  ],
  [
    "refreshToken.revoke denies",
    `api.refreshToken.revoke("no")`,
    exchange,
    { denied: { reason: "no" }, revokeRefreshToken: { reason: "no" } },
  ],
  ["a refresh token's expiry", `api.refreshToken.setExpiresAt(5)`, {}, { refreshTokenExpiresAt: 5 }],
  ["a refresh token's idle expiry", `api.refreshToken.setIdleExpiresAt(5)`, {}, { refreshTokenIdleExpiresAt: 5 }],
  [
    "a refresh token's metadata",
    `api.refreshToken.setMetadata("a", "1")`,
    exchange,
    { refreshTokenMetadata: { old: "1", a: "1" } },
  ],
  [
    "metadata of a refresh token that is still to be issued",
    `api.refreshToken.setMetadata("a", "1"); api.refreshToken.setMetadata("b", "2")`,
    {},
    { refreshTokenMetadata: { a: "1", b: "2" } },
  ],
  [
    "metadata of the user",
    `api.user.setAppMetadata("a", [1]).user.setUserMetadata("b", null)`,
    {},
    { appMetadata: { a: [1] }, userMetadata: { b: null } },
  ],
  [
    "claims",
    `api.idToken.setCustomClaim("a", 1).accessToken.setCustomClaim("b", { c: 2 })`,
    {},
    { idTokenClaims: { a: 1 }, accessTokenClaims: { b: { c: 2 } } },
  ],
  [
    "claims of Auth0's own, which are left out",
    `for (const { setCustomClaim } of [api.idToken, api.accessToken]) {
       for (const claim of ["sub", "sid", "amr", "x5t#S256"]) setCustomClaim(claim, "mine");
       setCustomClaim("https://example.com/sub", 1);
     }`,
    {},
    { idTokenClaims: { "https://example.com/sub": 1 }, accessTokenClaims: { "https://example.com/sub": 1 } },
  ],
  [
    "scopes",
    `api.accessToken.addScope("a"); api.accessToken.addScope("b"); api.accessToken.removeScope("b")`,
    {},
    { accessTokenScopes: { a: "added", b: "removed" } },
  ],
  ["transaction metadata", `api.transaction.setMetadata("a", 1)`, {}, { transactionMetadata: { a: 1 } }],
  [
    "what tidies up a session, without one",
    `api.session.deleteMetadata("a"); api.session.evictMetadata(); api.session.setCookieMode("persistent")`,
    sessionless,
    {},
  ],
])("%s", async (_what, body, event, asked) => {
  expect(await run(body, event)).toEqual(asked);
});

test.each<[string, Partial<PostLoginEvent>, string]>([
  [`api.session.revoke("no")`, sessionless, "api.session.revoke needs a session"],
  [`api.session.setExpiresAt(5)`, sessionless, "api.session.setExpiresAt needs a session"],
  [`api.session.setIdleExpiresAt(5)`, sessionless, "api.session.setIdleExpiresAt needs a session"],
  [`api.session.setMetadata("a", "1")`, sessionless, "api.session.setMetadata needs a session"],
  [`api.session.setExpiresAt(0)`, {}, "api.session.setExpiresAt was given 0"],
  [`api.session.setExpiresAt("tomorrow")`, {}, "api.session.setExpiresAt was given tomorrow"],
  [`api.session.setCookieMode("eternal")`, {}, "cookie mode is eternal"],
  [`api.session.setMetadata("a b", "1")`, {}, `metadata key "a b"`],
  [`api.session.setMetadata("a", 1)`, {}, "metadata a is 1, not a string"],
  [`api.session.setMetadata("a", "x".repeat(256))`, {}, "at most 255 characters"],
  [
    `for (let i = 0; i < 26; i++) api.session.setMetadata("k" + i, "v")`,
    {},
    "metadata k25 would be entry 26 of at most 25",
  ],
  [`api.refreshToken.revoke("no")`, {}, "for a refresh token exchange only"],
  [
    "let deep = 1; for (let i = 0; i < 100; i += 1) deep = { deep }; api.user.setAppMetadata('a', deep)",
    {},
    "metadata a is nested deeper than 100 levels",
  ],
  [
    "const round = []; round.push(round); api.user.setUserMetadata('a', round)",
    {},
    "metadata a is nested deeper than 100 levels",
  ],
  [`api.transaction.setMetadata("a", { b: 1 })`, {}, 'transaction metadata a is {"b":1}'],
  [`api.transaction.setMetadata("k".repeat(65), 1)`, {}, "is not 1 to 64 characters"],
  [`api.transaction.setMetadata("a", "x".repeat(8193))`, {}, "has 8193 bytes of at most 8192"],
  [`for (const k of "abc") api.transaction.setMetadata(k, "x".repeat(8000))`, {}, "of at most 16384"],
  [`api.redirect.sendUserTo("https://example.com")`, {}, "api.redirect.sendUserTo is not simulated"],
  [`api.authentication.enrollWith({ type: "otp" })`, {}, "api.authentication.enrollWith is not simulated"],
  [`api.authentication.challengeWith({ type: "charm" })`, {}, "challengeWith was given charm: allowed are email, otp,"],
  [`api.authentication.challengeWithAny([])`, {}, "challengeWithAny was given undefined: allowed are"],
  [`api.roles.getUserEffectiveRoles()`, {}, "api.roles.getUserEffectiveRoles is not simulated"],
  [`api.samlResponse.setIssuer("urn:x")`, {}, "api.samlResponse.setIssuer is not simulated"],
  [`api.multifactor.enable("sms")`, {}, "multifactor provider is sms"],
  [`api.access.grant()`, {}, "api.access.grant is not a function"],
  [`api.sessions.list()`, {}, "Cannot read properties of undefined"],
])("%s throws", async (body, event, error) => {
  const { executions, denied } = await trigger.run([handling(body)], login(event));
  expect(executions[0]?.error).toContain(error);
  expect(denied).toBeDefined();
});

test.each<[string, Partial<PostLoginEvent>, boolean]>([
  ["a browser", {}, true],
  [
    "a silent authentication",
    { transaction: { metadata: {}, protocol: "oidc-basic-profile", prompt: ["none"] } },
    false,
  ],
  ["a refresh token exchange", exchange, false],
])("api.redirect.canRedirect() of %s, and no rule ever ran", async (_what, event, can) => {
  const logged = `console.log(api.redirect.canRedirect(), api.rules.wasExecuted("r"))`;
  const { executions } = await trigger.run([handling(logged)], login(event));
  expect(executions[0]?.logs).toEqual([`${can} false`]);
});

test("an Action may return or await api", async () => {
  expect(await run(`await api; return await api.access.deny("no");`)).toEqual({ denied: { reason: "no" } });
});

test("metadata that an Action sets is in its own event and in the next Action's", async () => {
  const show = `console.log(JSON.stringify([event.session.metadata, event.session.cookie, event.transaction.metadata]))`;
  const { executions } = await trigger.run(
    [
      handling(`
        api.session.setMetadata("device", "phone");
        api.session.setCookieMode("non-persistent");
        api.transaction.setMetadata("step", 1);
        ${show}`),
      handling(show),
    ],
    login(),
  );
  const seen = JSON.stringify([{ device: "phone" }, { mode: "non-persistent" }, { step: 1 }]);
  expect(executions.map(({ logs }) => logs)).toEqual([[seen], [seen]]);
});

test("metadata for a refresh token that does not exist yet does not make one appear", async () => {
  const { executions } = await trigger.run(
    [handling(`api.refreshToken.setMetadata("a", "1")`), handling("console.log(event.refresh_token)")],
    login(),
  );
  expect(executions[1]?.logs).toEqual(["undefined"]);
});
