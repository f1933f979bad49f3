import fc from "fast-check";
import { readPolicy } from "../../contract/policy-reader";

const DEFAULTS = {
  maxSessions: 1,
  whenExceeded: "revoke-oldest",
  denialMessage: "You are signed in on as many devices as allowed. Sign out on one of them and try again",
  refreshTokens: "keep",
  rules: [],
  enforcement: "enforce",
  checkOnReuse: false,
  requireSecondFactor: false,
  onFailure: "allow-login",
  timeBudget: 5000,
  rateLimitReserve: 20,
};

const RULE = { when: { clients: ["shop"] }, maxSessions: "unlimited" };

test.each([[{}], [null], [undefined]])("%j is the default policy", (value) => {
  expect(readPolicy(value)).toEqual({ policy: DEFAULTS, ignored: [] });
});

test.each([["3"], [3], [true], [[]], [new Date()]])("%j is no policy at all", (value) => {
  expect(readPolicy(value)).toBeUndefined();
});

test.each<[object, object]>([
  [{ maxSessions: "3" }, { maxSessions: 3 }],
  [{ timeBudget: "2500" }, { timeBudget: 2500 }],
  [{ checkOnReuse: "true" }, { checkOnReuse: true }],
  [{ checkOnReuse: "false" }, { checkOnReuse: false }],
  [{ denialMessage: 404 }, { denialMessage: "404" }],
  [{ maxSessions: null, whenExceeded: null, denialMessage: null, rules: null, timeBudget: null }, {}],
  [{ rules: [RULE] }, { rules: [RULE] }],
  [{ rules: [{ ...RULE, whenExceeded: null }] }, { rules: [RULE] }],
  [{ rules: [null, RULE] }, { rules: [RULE] }],
  [
    { rules: [{ when: { clients: [7], roles: null }, maxSessions: "2" }] },
    { rules: [{ when: { clients: ["7"] }, maxSessions: 2 }] },
  ],
  [{ userLimit: { appMetadataKey: "limit" } }, { userLimit: { appMetadataKey: "limit" } }],
])("%j is read as what it stands for", (policy, expected) => {
  expect(readPolicy(policy)).toEqual({ policy: { ...DEFAULTS, ...expected }, ignored: [] });
});

test.each<[object, string]>([
  [{ maxSessions: 0 }, "maxSessions"],
  [{ maxSessions: -1 }, "maxSessions"],
  [{ maxSessions: "unlimited" }, "maxSessions"],
  [{ maxSessions: "" }, "maxSessions"],
  [{ maxSessions: [2] }, "maxSessions"],
  [{ whenExceeded: "Deny-Login" }, "whenExceeded"],
  [{ denialMessage: "" }, "denialMessage"],
  [{ denialMessage: {} }, "denialMessage"],
  [{ refreshTokens: true }, "refreshTokens"],
  [{ checkOnReuse: "yes" }, "checkOnReuse"],
  [{ checkOnReuse: { toString: 1 } }, "checkOnReuse"],
  [{ idleSessionsFreeTheirSlotAfter: 0 }, "idleSessionsFreeTheirSlotAfter"],
  [{ timeBudget: 1.5 }, "timeBudget"],
  [{ timeBudget: 20_000 }, "timeBudget"],
  [{ rules: "none" }, "rules"],
  [{ userLimit: {} }, "userLimit"],
  [{ userLimit: { appMetadataKey: "limit", more: 1 } }, "userLimit"],
  [{ maxSession: 2 }, "maxSession"],
  [{ toString: 2 }, "toString"],
])("%j gives way to the default, and is named", (policy, name) => {
  expect(readPolicy(policy)).toEqual({ policy: DEFAULTS, ignored: [name] });
});

test.each<[object]>([
  [{ maxSessions: "unlimited" }],
  [{ when: {}, maxSessions: "unlimited" }],
  [{ when: null, maxSessions: "unlimited" }],
  [{ when: { clients: null }, maxSessions: "unlimited" }],
  [{ when: { clients: [] }, maxSessions: "unlimited" }],
  [{ when: { clients: [null] }, maxSessions: "unlimited" }],
  [{ when: { clients: "shop" }, maxSessions: "unlimited" }],
  [{ when: { client: ["shop"] }, maxSessions: "unlimited" }],
  [{ when: { clients: ["shop"], roles: [{}] }, maxSessions: "unlimited" }],
  [{ when: { clients: ["shop"] }, maxSessions: null }],
  [{ when: { clients: ["shop"] }, maxSessions: 0 }],
  [{ when: { clients: ["shop"] }, maxSessions: 2, whenExceeded: "deny" }],
  [{ when: { clients: ["shop"] }, maxSessions: 2, unless: {} }],
  [{ when: { roles: ["shop"] }, maxSessions: 2, counts: "matching" }],
  [{ when: { clients: ["shop"], protocols: ["samlp"] }, maxSessions: 2, counts: "matching" }],
  [{ when: { clients: ["shop"] }, maxSessions: "unlimited", counts: "matching" }],
])("a rule that cannot be used exempts nobody and limits nobody anew: %j", (rule) => {
  expect(readPolicy({ rules: [rule, RULE] })).toEqual({
    policy: { ...DEFAULTS, rules: [RULE] },
    ignored: ["rules[0]"],
  });
});

test("whatever the JSON, a policy can be decided by, and reading it again changes nothing", () => {
  const names = fc.constantFrom(...Object.keys(DEFAULTS), "idleSessionsFreeTheirSlotAfter", "userLimit", "__proto__");
  const hostile = fc.oneof(fc.jsonValue(), fc.dictionary(names, fc.jsonValue()));
  fc.assert(
    fc.property(hostile, (value) => {
      const reading = readPolicy(value);
      if (reading === undefined) return;
      expect(reading.policy).toMatchObject({ maxSessions: expect.any(Number), rules: expect.any(Array) });
      expect(readPolicy(reading.policy)).toEqual({ policy: reading.policy, ignored: [] });
    }),
  );
});
