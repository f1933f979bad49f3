import { Auth0, LIST, TOKEN, accepted, current, listOf, old, token } from "./signing-in";

const policy = { refreshTokens: "revoke-others" } as const;
const TOKENS = "GET /api/v2/users/auth0%7Cada/refresh-tokens?include_totals=true&take=100";
const BULK = "POST /api/v2/refresh-tokens/revoke";
const revocation = (id: string) => `POST /api/v2/sessions/${id}/revoke`;
const removal = (id: string) => `DELETE /api/v2/refresh-tokens/${id}`;

const tokensOf = (...tokens: object[]) => ({ status: 200, body: { tokens } });
const refreshToken = (id: string, session_id: string | null = null) => ({
  id,
  session_id,
  client_id: "shop",
  created_at: "2026-11-24T10:02:00.000Z",
});
const phone = [refreshToken("t1", "expired"), refreshToken("t2", "expired")];
const native = refreshToken("t3");

let auth0: Auth0;
beforeEach(() => (auth0 = new Auth0()));
afterEach(() => auth0.restore());

const signingIn = (...tokens: object[]) => {
  auth0.tenant
    .on(TOKEN, token())
    .on(LIST, listOf(old, current))
    .on(TOKENS, tokensOf(...tokens));
  return auth0.tenant.on(revocation("old"), accepted);
};

test("devices that live on refresh tokens alone end with the sessions, in one call", async () => {
  signingIn(...phone, native, refreshToken("kept", "current"), refreshToken("goes with it", "old")).on(BULK, accepted);
  expect(await auth0.signIn({ policy })).toMatchObject({ event: "session-revoked", sessions: 4, ended: 3, failed: 0 });
  expect(auth0.tenant.requests.indexOf(TOKENS)).toBeLessThan(auth0.tenant.requests.indexOf(revocation("old")));
  const body = auth0.tenant.bodies[auth0.tenant.requests.indexOf(BULK)]!;
  expect((JSON.parse(body) as { ids: string[] }).ids.toSorted()).toEqual(["t1", "t2", "t3"]);
});

test("a single refresh token needs no bulk call", async () => {
  signingIn(native).on(removal("t3"), accepted);
  expect(await auth0.signIn({ policy })).toMatchObject({ ended: 2 });
});

test.each([400, 403, 404])("where the tenant answers %i to many at once, they end one by one", async (status) => {
  signingIn(...phone)
    .on(BULK, { status, body: { statusCode: status } })
    .on(removal("t1"), accepted)
    .on(removal("t2"), { status: 404, body: { statusCode: 404 } });
  expect(await auth0.signIn({ policy })).toMatchObject({ ended: 2, failed: 0 });
});

test("a failure to end them is reported, and keeps no session", async () => {
  signingIn(...phone).on(BULK, { status: 500, body: { statusCode: 500 } });
  expect(await auth0.signIn({ policy })).toMatchObject({ ended: 1, failed: 1, error: "ManagementError 500" });
});

test("more than a hundred refresh tokens take a call a hundred", async () => {
  const many = Array.from({ length: 150 }, (_, index) => refreshToken(`t${index}`, "expired"));
  signingIn(...many).on(BULK, accepted, accepted);
  await auth0.signIn({ policy });
  const bodies = auth0.tenant.bodies.filter((_, index) => auth0.tenant.requests[index] === BULK);
  expect(bodies.map((body) => (JSON.parse(body) as { ids: string[] }).ids.length)).toEqual([100, 50]);
});

test("a list of refresh tokens that cannot be had leaves all to the next login", async () => {
  auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old, current));
  auth0.tenant.on(TOKENS, { status: 500, body: { statusCode: 500 } });
  expect(await auth0.signIn({ policy })).toMatchObject({ event: "sessions-unknown" });
});

test("other policies look at no refresh token", async () => {
  auth0.tenant.on(TOKEN, token()).on(LIST, listOf(old, current)).on(revocation("old"), accepted);
  await auth0.signIn({ policy: { refreshTokens: "revoke" } });
});

test("a listed refresh token of another user is left alone", async () => {
  signingIn(native, { ...refreshToken("theirs"), user_id: "auth0|bob" }).on(removal("t3"), accepted);
  expect(await auth0.signIn({ policy })).toMatchObject({ sessions: 3, ended: 2 });
});
