import { Fn, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import type { SessionPolicyProps } from "../../constructs";
import { Client } from "../../constructs/providers/auth0/client";
import { validateSessionPolicy } from "../../constructs/validate-session-policy";

/** As from a caller without types. */
const validate = (policy: object) => validateSessionPolicy(policy);

const LIMIT = "a whole number, 1 or more";
const WAYS = '"revoke-oldest" or "revoke-least-recently-used" or "deny-login"';

describe("a policy is not allowed to hold", () => {
  test.each<[object, string]>([
    [{ maxSessions: 0 }, `policy.maxSessions must be ${LIMIT}, got: 0`],
    [{ maxSessions: 1.5 }, `policy.maxSessions must be ${LIMIT}, got: 1.5`],
    [{ maxSessions: NaN }, `policy.maxSessions must be ${LIMIT}, got: NaN`],
    [{ maxSessions: "2" }, `policy.maxSessions must be ${LIMIT}, got: "2"`],
    [{ maxSessions: "unlimited" }, `policy.maxSessions must be ${LIMIT}, got: "unlimited"`],
    [{ whenExceeded: "revoke" }, `policy.whenExceeded must be ${WAYS}, got: "revoke"`],
    [
      { whenExceeded: "deny-login", denialMessage: "" },
      'policy.denialMessage must be a string of 1 to 1000 characters without control characters such as line breaks, got: ""',
    ],
    [
      { whenExceeded: "deny-login", idleSessionsFreeTheirSlotAfter: 0 },
      "policy.idleSessionsFreeTheirSlotAfter must be a whole number of minutes, 1 or more, got: 0",
    ],
    [{ refreshTokens: "delete" }, 'policy.refreshTokens must be "keep" or "revoke" or "revoke-others", got: "delete"'],
    [{ enforcement: "dry-run" }, 'policy.enforcement must be "enforce" or "report-only", got: "dry-run"'],
    [{ checkOnReuse: "yes" }, 'policy.checkOnReuse must be true or false, got: "yes"'],
    [{ onFailure: "deny" }, 'policy.onFailure must be "allow-login" or "deny-login", got: "deny"'],
    [{ timeBudget: 10_001 }, "policy.timeBudget must be a whole number of milliseconds, from 100 to 10000, got: 10001"],
    [{ timeBudget: 0 }, "policy.timeBudget must be a whole number of milliseconds, from 100 to 10000, got: 0"],
    [
      { userLimit: { appMetadataKey: "" } },
      'policy.userLimit.appMetadataKey must be a string of 1 to 1000 characters without control characters such as line breaks, got: ""',
    ],
    [{ rules: {} }, "policy.rules must be a list, got: {}"],
    [
      { rules: [{ when: {}, maxSessions: 2 }] },
      "policy.rules[0].when must be an object with at least one field, got: {}",
    ],
    [
      { rules: [{ when: { clients: [] }, maxSessions: 2 }] },
      "policy.rules[0].when.clients must be a list of at least one value, got: []",
    ],
    [
      { rules: [{ when: { clients: ["a"] }, maxSessions: 0 }] },
      `policy.rules[0].maxSessions must be ${LIMIT}, or "unlimited", got: 0`,
    ],
    [
      { rules: [{ when: { clients: ["a"] }, maxSessions: 1, whenExceeded: "deny" }] },
      `policy.rules[0].whenExceeded must be ${WAYS}, got: "deny"`,
    ],
  ])("%j", (policy, problem) => {
    expect(validate(policy)).toEqual([problem]);
  });
});

test.each<[object, string]>([
  [{ maxSession: 2 }, "policy.maxSession is unknown, got: 2; remove it, or write one of: maxSessions, whenExceeded, "],
  [
    { rules: [{ when: { client: ["a"] }, maxSessions: 1 }] },
    'policy.rules[0].when.client is unknown, got: ["a"]; remove it, or write one of: clients, connections, organizations, ',
  ],
  [
    { userLimit: { appMetadataKey: "a", max: 1 } },
    "policy.userLimit.max is unknown, got: 1; remove it, or write one of: appMetadataKey",
  ],
])("an unknown key is named, with those that are known: %j", (policy, problem) => {
  expect(validate(policy)).toEqual([expect.stringContaining(problem)]);
});

test("a missing value is named", () => {
  expect(validate({ rules: [{ when: { clients: ["a"] } }] })).toEqual([
    `policy.rules[0].maxSessions must be ${LIMIT}, or "unlimited", got: undefined`,
  ]);
});

describe("a rule that never decides", () => {
  const rulesOf = (...conditions: object[]) => ({ rules: conditions.map((when) => ({ when, maxSessions: 2 })) });

  test.each<[string, object[], boolean]>([
    ["repeats an earlier one", [{ clients: ["a"] }, { clients: ["a"] }], true],
    ["names fewer values", [{ clients: ["a", "b"] }, { clients: ["b"] }], true],
    ["asks for more conditions", [{ clients: ["a"] }, { clients: ["a"], roles: ["x"] }], true],
    ["stands anywhere behind", [{ roles: ["x"] }, { users: ["u"] }, { roles: ["x"], clients: ["a"] }], true],
    ["is none if it names another value", [{ clients: ["a"] }, { clients: ["a", "b"] }], false],
    ["is none if it asks for fewer conditions", [{ clients: ["a"], roles: ["x"] }, { clients: ["a"] }], false],
    ["is none if it asks for something else", [{ clients: ["a"] }, { roles: ["a"] }], false],
  ])("%s", (_, conditions, never) => {
    const last = conditions.length - 1;
    const problem = `policy.rules[${last}].when never applies, because policy.rules[0] matches first, got: ${JSON.stringify(conditions[last])}; move it before policy.rules[0], or remove it`;
    expect(validate(rulesOf(...conditions))).toEqual(never ? [problem] : []);
  });

  test.each([undefined, null])("is found beside conditions that are %p", (absent) => {
    const [first, second] = [
      { clients: ["a"], roles: absent },
      { clients: ["a", absent], users: absent },
    ];
    expect(validate(rulesOf(first, second))).toEqual([expect.stringContaining("policy.rules[1].when never applies")]);
  });

  test("is not looked for among tokens", () => {
    const token = Token.asString({ resolve: () => "a" });
    expect(validate(rulesOf({ clients: [token] }, { clients: [token] }))).toEqual([]);
    const rule = Token.asAny({ resolve: () => ({}) });
    expect(validate({ rules: [rule, { when: rule, maxSessions: 1 }, null, rule] })).toEqual([]);
  });
});

describe.each([undefined, null])("what is %p is as if it were absent", (absent) => {
  const WHEN = "policy.rules[0].when must be an object with at least one field";

  test("so that a rule for every login is refused", () => {
    expect(validate({ rules: [{ when: { clients: absent }, maxSessions: "unlimited" }] })).toEqual([
      `${WHEN}, got: ${absent === null ? '{"clients":null}' : "{}"}`,
    ]);
    expect(validate({ rules: [{ when: absent, maxSessions: 2 }] })).toEqual([`${WHEN}, got: ${absent}`]);
    expect(validate({ rules: [{ when: { clients: [absent] }, maxSessions: 2 }] })).toEqual([
      `policy.rules[0].when.clients must be a list of at least one value, got: [${absent}]`,
    ]);
    expect(validate({ userLimit: { appMetadataKey: absent } })).toHaveLength(1);
  });

  test("so that nothing is unknown or without effect", () => {
    expect(validate({ maxSession: absent, denialMessage: absent, idleSessionsFreeTheirSlotAfter: absent })).toEqual([]);
    expect(validate({ rules: absent, userLimit: absent, whenExceeded: absent })).toEqual([]);
    expect(validate({ rules: [absent, { when: { users: ["u", absent] }, maxSessions: 2 }] })).toEqual([]);
  });
});

describe("a token does not hide that something is of the wrong shape:", () => {
  const text = Token.asString({ resolve: () => "x" });
  const number = Token.asNumber({ resolve: () => 3 });
  const list = Token.asList({ resolve: () => ["x"] });
  const withRule = (rule: object) => ({ rules: [{ when: { users: ["u"] }, maxSessions: 2, ...rule }] });

  test.each<[object, string]>([
    [{ maxSession: text }, "policy.maxSession is unknown, got: a token for a string; remove it"],
    [withRule({ when: { client: [text] } }), "policy.rules[0].when.client is unknown, got: [a token for a string]"],
    [
      withRule({ when: { organisations: list } }),
      "policy.rules[0].when.organisations is unknown, got: a token for a list",
    ],
    [{ maxSessions: [number] }, `policy.maxSessions must be ${LIMIT}, got: [a token for a number]`],
    [{ maxSessions: list }, `policy.maxSessions must be ${LIMIT}, got: a token for a list`],
    [
      { checkOnReuse: { value: text } },
      'policy.checkOnReuse must be true or false, got: {"value":a token for a string}',
    ],
    [
      withRule({ when: { clients: text } }),
      "policy.rules[0].when.clients must be a list of at least one value, got: a token for a string",
    ],
    [withRule({ when: { clients: `a ${text}` } }), "policy.rules[0].when.clients must be a list of at least one value"],
    [withRule({ when: { clients: number } }), "policy.rules[0].when.clients must be a list of at least one value"],
    [
      withRule({ when: { clients: [list] } }),
      "policy.rules[0].when.clients[0] must be a string of 1 to 1000 characters without control characters such as line breaks",
    ],
    [
      withRule({ when: list }),
      "policy.rules[0].when must be an object with at least one field, got: a token for a list",
    ],
    [
      withRule({ when: text }),
      "policy.rules[0].when must be an object with at least one field, got: a token for a string",
    ],
    [{ rules: text }, "policy.rules must be a list, got: a token for a string"],
    [{ rules: { first: text } }, "policy.rules must be a list, got: {"],
    [{ userLimit: text }, "policy.userLimit must be an object with at least one field, got: a token for a string"],
  ])("%#", (policy, problem) => {
    expect(validate(policy)).toEqual([expect.stringContaining(problem)]);
  });
});

describe("a resource where its id is meant is refused, with what to pass:", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const office = new Client(stack, "Office", { name: "Office" });
  const limit = new TerraformVariable(stack, "limit", { type: "number" });
  const ADVICE = "pass one of its attributes, such as its id or its value";

  test.each<[object, string]>([
    [
      { rules: [{ when: { clients: [office] }, maxSessions: 2 }] },
      `policy.rules[0].when.clients[0] must be a string of 1 to 1000 characters without control characters such as line breaks, got: an instance of Client; ${ADVICE}`,
    ],
    [
      { rules: [{ when: { clients: office }, maxSessions: 2 }] },
      `policy.rules[0].when.clients must be a list of at least one value, got: an instance of Client; ${ADVICE}`,
    ],
    [{ maxSessions: limit }, `policy.maxSessions must be ${LIMIT}, got: an instance of TerraformVariable; ${ADVICE}`],
    [
      { rules: [office] },
      `policy.rules[0] must be an object with at least one field, got: an instance of Client; ${ADVICE}`,
    ],
  ])("%#", (policy, problem) => {
    expect(validate(policy)).toEqual([problem]);
  });
});

test("a value that holds itself is shown as far as that goes", () => {
  const endless: Record<string, unknown> = {};
  endless.self = endless;
  expect(validate({ maxSessions: endless, userLimit: endless })).toEqual([
    expect.stringContaining(`policy.maxSessions must be ${LIMIT}, got: {"self":{"self":`),
    expect.stringContaining("policy.userLimit.self is unknown"),
    expect.stringContaining("policy.userLimit.appMetadataKey must be"),
  ]);
});

describe("what only a refusal uses", () => {
  const refusal = { denialMessage: "no", idleSessionsFreeTheirSlotAfter: 5 };

  test("has no place in a policy that refuses nothing", () => {
    expect(validate({ whenExceeded: "revoke-oldest", ...refusal })).toEqual([
      'policy.denialMessage has no effect unless whenExceeded is "deny-login", got: "no"; remove it, or refuse logins',
      'policy.idleSessionsFreeTheirSlotAfter has no effect unless whenExceeded is "deny-login", got: 5; remove it, or refuse logins',
    ]);
  });

  test.each<[string, object]>([
    ["the policy refuses logins", { whenExceeded: "deny-login" }],
    ["a rule refuses logins", { rules: [{ when: { clients: ["a"] }, maxSessions: 1, whenExceeded: "deny-login" }] }],
    ["a rule may refuse logins, as only Terraform knows", { rules: [Token.asAny({ resolve: () => ({}) })] }],
    ["rules may refuse logins, as only Terraform knows", { rules: Token.asAny({ resolve: () => [] }) }],
    ["only Terraform knows whether it does", { whenExceeded: Token.asString({ resolve: () => "deny-login" }) }],
  ])("has one where %s", (_, policy) => {
    expect(validate({ ...policy, ...refusal })).toEqual([]);
  });
});

describe("a rule that counts its applications apart", () => {
  const apart = { maxSessions: 1, counts: "matching" };
  const MUST = 'must be a rule with clients, roles and users only, and with a limit, because counts is "matching"';

  test.each<[object]>([
    [{ ...apart, when: { roles: ["a"] } }],
    [{ ...apart, when: { clients: ["a"], connections: ["b"] } }],
    [{ ...apart, when: { clients: ["a"], organizations: ["b"] } }],
    [{ ...apart, when: { clients: ["a"], protocols: ["samlp"] } }],
    [{ ...apart, when: { clients: ["a"] }, maxSessions: "unlimited" }],
  ])("is not %j", (rule) => {
    expect(validate({ rules: [rule] })).toEqual([`policy.rules[0] ${MUST}, got: ${JSON.stringify(rule)}`]);
  });

  test("may name roles and users", () => {
    expect(validate({ rules: [{ ...apart, when: { clients: ["a"], roles: ["b"], users: ["c"] } }] })).toEqual([]);
  });

  test("shares no application with another", () => {
    const rules = [
      ["a", "b"],
      ["b", "c"],
    ].map((clients) => ({ ...apart, when: { clients } }));
    expect(validate({ rules })).toEqual([
      'policy.rules[1].when.clients holds an application that policy.rules[0] already counts apart, got: "b"; leave it to one of them',
    ]);
  });
});

test("everything that is wrong is said at once", () => {
  const rules = [1, 2].map((maxSessions) => ({ when: { clients: ["a"] }, maxSessions }));
  expect(validate({ maxSessions: 0, denialMessage: "no", rules })).toEqual([
    expect.stringContaining("policy.maxSessions"),
    expect.stringContaining("policy.rules[1].when never applies"),
    expect.stringContaining("policy.denialMessage has no effect"),
  ]);
});

test("tokens are taken as they are, wherever they stand", () => {
  const text = Token.asString({ resolve: () => "x" });
  const policy = {
    maxSessions: Token.asNumber({ resolve: () => 3 }),
    whenExceeded: text,
    refreshTokens: text,
    checkOnReuse: Fn.tobool("true"),
    rules: [{ when: { clients: [text], roles: Token.asList({ resolve: () => ["x"] }) }, maxSessions: text }],
    timeBudget: Token.asNumber({ resolve: () => 3 }),
  };
  expect(validate(policy)).toEqual([]);
});

test("a policy with everything in it is valid", () => {
  const policy: Required<SessionPolicyProps> = {
    maxSessions: 2,
    whenExceeded: "revoke-least-recently-used",
    denialMessage: "no",
    idleSessionsFreeTheirSlotAfter: 60,
    refreshTokens: "revoke",
    rules: [
      {
        when: {
          clients: ["a"],
          connections: ["b"],
          organizations: ["c"],
          roles: ["d"],
          users: ["e"],
          protocols: ["samlp"],
        },
        maxSessions: "unlimited",
        whenExceeded: "deny-login",
      },
    ],
    userLimit: { appMetadataKey: "max_sessions" },
    enforcement: "report-only",
    checkOnReuse: true,
    requireSecondFactor: true,
    onFailure: "deny-login",
    timeBudget: 10_000,
    rateLimitReserve: 50,
  };
  expect(validateSessionPolicy(policy)).toEqual([]);
});
