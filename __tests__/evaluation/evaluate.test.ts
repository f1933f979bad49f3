import { evaluate, type EvaluatedLogin, type EvaluatedSession } from "../../evaluation/evaluate";

const NOON = Date.parse("2026-03-02T12:00:00Z");
const at = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString();

const session = (id: string, minutes: number): EvaluatedSession => ({
  id,
  created_at: at(minutes),
  authenticated_at: at(minutes),
  last_interacted_at: at(minutes),
  expires_at: at(1000),
});

const login: EvaluatedLogin = {
  user: { user_id: "auth0|ann", app_metadata: { limit: 3 } },
  session: { id: "new", created_at: at(0), authenticated_at: at(0), updated_at: at(0) },
  client: { client_id: "shop" },
  authorization: { roles: ["support"] },
  transaction: { protocol: "oidc-basic-profile" },
};
const held = [session("first", -30), session("second", -20)];

test.each([
  ["the default", {}, { allowed: true, ended: ["second", "first"], limit: 1 }],
  ["a higher limit", { maxSessions: 2 }, { allowed: true, ended: ["first"], limit: 2 }],
  ["a refusal", { whenExceeded: "deny-login" }, { allowed: false, ended: [], limit: 1 }],
  ["a rule", { rules: [{ when: { roles: ["support"] }, maxSessions: 3 }] }, { allowed: true, ended: [], limit: 3 }],
  ["a user's own limit", { userLimit: { appMetadataKey: "limit" } }, { allowed: true, ended: [], limit: 3 }],
  [
    "no limit",
    { rules: [{ when: { clients: ["shop"] }, maxSessions: "unlimited" }] },
    { allowed: true, ended: [], nothingToDo: "unlimited" },
  ],
] as const)("tells what the Action decides by %s", (_, policy, expected) => {
  expect(evaluate(policy, login, held, NOON)).toEqual(expected);
});

test("a session that has expired counts no more", () => {
  const expired = { ...session("old", -30), expires_at: at(-1) };
  expect(evaluate({ whenExceeded: "deny-login" }, login, [expired], NOON).allowed).toBe(true);
});

test("devices that live on refresh tokens end where the policy counts them", () => {
  const tokens = [{ id: "t1", client_id: "shop", session_id: "gone", created_at: at(-60) }];
  const policy = { refreshTokens: "revoke-others" } as const;
  expect(evaluate(policy, login, [], NOON, tokens).ended).toEqual(["gone"]);
  expect(evaluate({ refreshTokens: "revoke" }, login, [], NOON, tokens).ended).toEqual([]);
});

test("a login before its second factor ends nothing where the policy waits for that", () => {
  const policy = { requireSecondFactor: true };
  expect(evaluate(policy, login, held, NOON)).toEqual({ allowed: true, ended: [], nothingToDo: "no second factor" });
  const authentication = { methods: [{ name: "pwd" }, { name: "mfa" }] };
  expect(evaluate(policy, { ...login, authentication }, held, NOON).ended).not.toEqual([]);
});

test("a login without a session is none of the policy's", () => {
  expect(evaluate({}, { ...login, session: undefined }, held, NOON)).toEqual({
    allowed: true,
    ended: [],
    nothingToDo: "no session",
  });
});

test("a policy that makes no sense is refused, with everything that is wrong", () => {
  expect(() => evaluate({ maxSessions: 0, timeBudget: 1 }, login, held, NOON)).toThrow(
    /policy\.maxSessions must be .*, got: 0\npolicy\.timeBudget must be .*, got: 1/,
  );
});

test("a login without a user is refused", () => {
  expect(() => evaluate({}, {} as EvaluatedLogin, [], NOON)).toThrow(
    "login.user.user_id must be the user's id, got: undefined",
  );
});
