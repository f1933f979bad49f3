import { countedUnder, limitOf, scopesOf, type Traits } from "../../action-src/limit";
import type { Login } from "../../action-src/login";
import type { SessionRule } from "../../contract/policy";
import { readPolicy } from "../../contract/policy-reader";
import { listed, loginOf } from "./login";
import { policyOf } from "./policy";

const session = listed("current", 1);

function loginWith(traits: Partial<Traits>, login: Partial<Login> = {}): Login {
  const plain = loginOf(session, login);
  return { ...plain, traits: { ...plain.traits, ...traits } };
}

describe("the limit of a login", () => {
  const rules: SessionRule[] = [
    { when: { clients: ["office"], roles: ["admin", "owner"] }, maxSessions: "unlimited" },
    { when: { clients: ["office"] }, maxSessions: 2, whenExceeded: "deny-login" },
    { when: { roles: ["support"] }, maxSessions: 3 },
    { when: { connections: ["Google"] }, maxSessions: 4 },
    { when: { organizations: ["acme"] }, maxSessions: 5 },
    { when: { users: ["auth0|bob"] }, maxSessions: 6 },
    { when: { protocols: ["samlp"] }, maxSessions: 7 },
  ];

  test.each<[string, Partial<Traits>, number | "unlimited"]>([
    ["that no rule matches is the policy's", {}, 1],
    ["is that of a rule whose conditions all hold", { clients: ["office"], roles: ["owner"] }, "unlimited"],
    ["is not that of a rule of which one condition does not hold", { clients: ["office"], roles: ["clerk"] }, 2],
    ["is that of the first rule that matches", { clients: ["office"], roles: ["support"] }, 2],
    ["may go by role", { roles: ["clerk", "support"] }, 3],
    ["may go by connection", { connections: ["Google", "con_1"] }, 4],
    ["may go by organization", { organizations: ["acme", "org_1"] }, 5],
    ["may go by user", { users: ["auth0|bob"] }, 6],
    ["may go by protocol", { protocols: ["samlp"] }, 7],
  ])("%s", (_, traits, maxSessions) => {
    expect(limitOf(loginWith(traits), policyOf({ rules }))).toMatchObject({ maxSessions });
  });

  test("comes with what happens at it: the rule's way, or else the policy's", () => {
    const policy = policyOf({ rules, whenExceeded: "revoke-least-recently-used" });
    expect(limitOf(loginWith({ clients: ["office"] }), policy).whenExceeded).toBe("deny-login");
    expect(limitOf(loginWith({ roles: ["support"] }), policy).whenExceeded).toBe("revoke-least-recently-used");
    expect(limitOf(loginWith({}), policy).whenExceeded).toBe("revoke-least-recently-used");
  });

  test.each<[string, Partial<Traits>, Record<string, unknown>, object]>([
    ["the policy's number", {}, {}, { rule: -1, isOwn: false }],
    ["a rule, by its index", { clients: ["office"] }, {}, { rule: 1, isOwn: false }],
    ["the user's own", { clients: ["office"] }, { sessions: 9 }, { rule: 1, isOwn: true }],
    ["a rule, where the user's own is none", { roles: ["support"] }, { sessions: 0 }, { rule: 2, isOwn: false }],
  ])("tells what set it: %s", (_, traits, appMetadata, set) => {
    const own = policyOf({ rules, userLimit: { appMetadataKey: "sessions" } });
    expect(limitOf(loginWith(traits, { appMetadata }), own)).toMatchObject(set);
  });

  test.each<[string, Partial<Traits>, number | "unlimited"]>([
    ["a later rule's, if that matches", { clients: ["office"] }, 2],
    ["the policy's own, if none does", { roles: ["owner"] }, 1],
  ])("is, for a login whose rule cannot be used, %s", (_, traits, maxSessions) => {
    const unusable = [
      { ...rules[0], maxSessions: 0 },
      { when: { roles: ["owner"] }, maxSessions: "many" },
    ];
    const { policy, ignored } = readPolicy({ rules: [...unusable, ...rules.slice(1)] })!;
    expect(ignored).toEqual(["rules[0]", "rules[1]"]);
    expect(limitOf(loginWith(traits), policy)).toMatchObject({ maxSessions });
  });

  const policy = policyOf({ rules, userLimit: { appMetadataKey: "sessions" } });

  test.each([1, 9])("is the user's own, say %i, before any rule's", (sessions) => {
    const login = loginWith({ roles: ["support"] }, { appMetadata: { sessions } });
    expect(limitOf(login, policy)).toMatchObject({ maxSessions: sessions, userLimitIgnored: false });
  });

  test("is not the user's own where the policy does not ask for it", () => {
    const login = loginWith({}, { appMetadata: { sessions: 9 } });
    expect(limitOf(login, policyOf())).toMatchObject({ maxSessions: 1, userLimitIgnored: false });
  });

  test.each([0, -1, 1.5, NaN, Infinity, "2", null, true, [], {}])(
    "is not the user's own where that is %p",
    (sessions) => {
      const login = loginWith({ roles: ["support"] }, { appMetadata: { sessions } });
      expect(limitOf(login, policy)).toMatchObject({ maxSessions: 3, userLimitIgnored: true });
    },
  );

  test("is not found in what every object has", () => {
    const inherited = policyOf({ userLimit: { appMetadataKey: "constructor" } });
    expect(limitOf(loginWith({}), inherited)).toMatchObject({ maxSessions: 1, userLimitIgnored: false });
  });

  test("is nobody's to ignore where the user has none", () => {
    expect(limitOf(loginWith({}), policy)).toMatchObject({ maxSessions: 1, userLimitIgnored: false });
  });
});

describe("a session of unlimited applications", () => {
  const office: SessionRule = { when: { clients: ["office", "admin"] }, maxSessions: "unlimited" };
  const serving = (...clients: string[]) => listed("other", 1, { clients });

  test.each<[string, string[], SessionRule[], boolean]>([
    ["serves only such", ["office", "admin"], [office], true],
    ["serves no other", ["office", "shop"], [office], false],
    ["serves one at all", [], [office], false],
    [
      "is none where an earlier rule limits the user",
      ["office"],
      [{ when: { roles: ["clerk"] }, maxSessions: 1 }, office],
      false,
    ],
    ["may depend on the user", ["shop"], [{ when: { roles: ["clerk"] }, maxSessions: "unlimited" }], true],
    [
      "does not depend on what is not known of another login",
      ["office"],
      [{ when: { clients: ["office"], organizations: ["acme"] }, maxSessions: "unlimited" }],
      false,
    ],
    [
      "does not depend on the protocol and connection of this one",
      ["office"],
      [{ when: { protocols: ["samlp"], connections: ["Google"] }, maxSessions: "unlimited" }],
      false,
    ],
  ])("%s", (_, clients, rules, expected) => {
    const login = loginWith({
      roles: ["clerk"],
      organizations: ["acme"],
      protocols: ["samlp"],
      connections: ["Google"],
    });
    expect(countedUnder("rest", login, policyOf({ rules }))(serving(...clients))).toBe(!expected);
  });

  test("is none where the user has a limit of their own", () => {
    const policy = policyOf({ rules: [office], userLimit: { appMetadataKey: "sessions" } });
    const login = loginWith({}, { appMetadata: { sessions: 2 } });
    expect(countedUnder("rest", login, policy)(serving("office"))).toBe(true);
  });

  test("is looked up once for each application, however many sessions there are", () => {
    const policy = policyOf({ rules: [office] });
    const looked = jest.spyOn(policy.rules, "findIndex");
    expect(Array.from({ length: 100 }, () => serving("office")).some(countedUnder("rest", loginWith({}), policy))).toBe(
      false,
    );
    expect(looked).toHaveBeenCalledTimes(1);
  });
});

describe("a rule that counts its own applications", () => {
  const rules: SessionRule[] = [
    { when: { clients: ["kiosk"] }, maxSessions: "unlimited" },
    { when: { clients: ["ios", "android"] }, maxSessions: 1, counts: "matching" },
    { when: { clients: ["tv"], roles: ["family"] }, maxSessions: 2, counts: "matching" },
  ];
  const policy = policyOf({ maxSessions: 3, rules });

  test.each([
    ["shop", "rest"],
    ["kiosk", "unlimited"],
    ["ios", 1],
    ["tv", "rest"],
  ])("puts %s under the limit %j", (client, scope) => {
    expect(scopesOf(loginWith({}), policy)(client)).toBe(scope);
  });

  test("holds for the users whom it names", () => {
    expect(scopesOf(loginWith({ roles: ["family"] }), policy)("tv")).toBe(2);
  });

  test("is no rule to a user with a limit of their own", () => {
    const own = policyOf({ rules, userLimit: { appMetadataKey: "sessions" } });
    const login = loginWith({ clients: ["ios"] }, { appMetadata: { sessions: 4 } });
    expect(limitOf(login, own)).toMatchObject({ scope: "rest", maxSessions: 4 });
    expect(scopesOf(login, own)("android")).toBe("rest");
  });

  test.each<[string[], (number | string)[]]>([
    [["shop"], ["rest"]],
    [["ios"], [1]],
    [
      ["ios", "shop"],
      ["rest", 1],
    ],
    [["kiosk"], []],
    [["kiosk", "android"], [1]],
    [[], ["rest"]],
  ])("counts a session that serves %j under %j", (clients, scopes) => {
    const session = listed("other", 1, { clients });
    const under = (["rest", 1, 2] as const).filter((scope) => countedUnder(scope, loginWith({}), policy)(session));
    expect(under).toEqual(scopes);
  });
});
