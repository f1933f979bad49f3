import { Lazy, TerraformVariable, type TerraformStack } from "cdktf";
import {
  ManagementCredentials,
  SingleSessionConstruct,
  TriggerBinding,
  type SessionPolicyProps,
  type SingleSessionProps,
} from "../../constructs";
import { Client } from "../../constructs/providers/auth0/client";
import { TerraformData } from "../../constructs/terraform/terraform-data";
import { readActionHead, type ActionHead } from "../../contract/action-head";
import { readPolicy } from "../../contract/policy-reader";
import { expectedOutcome, GIVEN, groupWith, PLACES } from "../contract/policy-outcomes";
import { configureWithVariables, planOf, type Defer, type Diagnostic } from "./deferred-values";
import { Deployment, PREPARATION_TIME } from "./deployment";

jest.setTimeout(480_000);

let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.start();
}, PREPARATION_TIME);
afterAll(() => deployment.stop());

const configure = (build: (stack: TerraformStack, defer: Defer) => void) => configureWithVariables(deployment, build);
const plan = () => planOf(deployment);

/** With the least that holds a policy, so that many fit into one plan. */
function construct(stack: TerraformStack, id: string, policy: unknown, props: SingleSessionProps = {}) {
  return new SingleSessionConstruct(stack, id, {
    policy: policy as SessionPolicyProps,
    credentials: ManagementCredentials.existing({ clientId: "a", clientSecret: "b", grant: false }),
    binding: TriggerBinding.none(),
    ...props,
  });
}

/** What an Action in the tenant is configured with. */
async function headOf(name: string): Promise<ActionHead> {
  const { data } = await deployment.simulator.management.actions.list({ per_page: 100 });
  return readActionHead(data.find((action) => action.name === name)!.code!)!;
}

async function policyOf(name: string): Promise<Record<string, unknown>> {
  return JSON.parse((await headOf(name)).policy) as Record<string, unknown>;
}

/** Terraform's time grows faster than what it plans: all 141 cases in one plan took it twice as long as ten at a time. */
const CASES_IN_A_PLAN = 10;

test("each value of a policy that only Terraform knows is held to the contract, at plan", async () => {
  const CASES = PLACES.flatMap((place) => GIVEN.map((given) => ({ place, given, group: groupWith(place, given) })))
    .filter(({ group }) => group !== undefined)
    .map((given, index) => ({ ...given, id: `Case${index}` }));

  const diagnostics: Diagnostic[] = [];
  for (let first = 0; first < CASES.length; first += CASES_IN_A_PLAN) {
    await configure((stack, defer) => {
      for (const { id, place, given, group } of CASES.slice(first, first + CASES_IN_A_PLAN)) {
        const value = group![place.name];
        const token = given === "undefined" ? Lazy.anyValue({ produce: () => undefined }) : defer(value ?? null);
        const isAround = given === "absent" || given === "unknown key beside it";
        construct(stack, id, place.policyWith(isAround ? defer(group) : { ...group, [place.name]: token }));
      }
    });
    diagnostics.push(...(await plan()).diagnostics);
  }

  const ofCase = (id: string) => diagnostics.filter(({ snippet }) => snippet?.context.includes(`.${id}_Action_`));
  const observed = CASES.map(({ id, place, given }) => {
    const found = ofCase(id);
    return { path: place.path, given, plan: found.length > 0 ? "refused" : "accepted" };
  });
  expect(observed).toEqual(
    CASES.map(({ place, given }) => ({ path: place.path, given, plan: expectedOutcome(place, given, "token").plan })),
  );
  expect(new Set(diagnostics.map(({ summary }) => summary))).toEqual(new Set(["Resource precondition failed"]));
  for (const { id, place, given } of CASES) {
    const around = place.path.slice(0, place.path.lastIndexOf("."));
    const isBeside = given === "unknown key beside it";
    // Without its only field, a group is empty, and that is what is wrong.
    const starts = isBeside ? [`${around}.surplus is unknown`] : [`${place.path} must be`, `${around} must be`];
    for (const { detail } of ofCase(id)) {
      expect(starts.filter((start) => detail.startsWith(start))).toHaveLength(1);
      expect(detail).toContain(", got: ");
    }
  }
});

const AUDIENCE =
  "the Management API's identifier, such as \"https://acme.eu.auth0.com/api/v2/\", with the tenant's canonical domain";
const TEXT = "must be a string of 1 to 1000 characters without control characters such as line breaks";
const SHORT = "must be a whole number, 1 or more";

test("a value that is sensitive is held to the contract, and not shown", async () => {
  const secret = { sensitive: true };
  await configure((stack, defer) => {
    construct(stack, "Value", { maxSessions: defer(-47114711, secret), timeBudget: defer(4711, secret) });
    construct(stack, "Whole", defer({ rules: [{ when: { users: ["47114711", ""] }, maxSessions: 2 }] }, secret));
    construct(stack, "Part", {
      rules: [{ when: { users: [defer({ 47114711: "47114711" }, secret)] }, maxSessions: 2 }],
    });
    construct(stack, "Domain", {}, { domain: defer("https://47114711", { ...secret, type: "string" }) as string });
    construct(stack, "Audience", {}, { audience: defer("47114711", { ...secret, type: "string" }) as string });
  });
  const { diagnostics, text } = await plan();
  const HIDDEN = "its value is sensitive and not shown";
  expect(diagnostics.map(({ detail }) => detail).sort()).toEqual([
    `audience must be ${AUDIENCE}; ${HIDDEN}`,
    `domain must be a host name without a scheme, path or trailing dot; ${HIDDEN}`,
    `policy holds a value that is not allowed; it must be an object; ${HIDDEN}`,
    `policy.maxSessions holds a value that is not allowed; it must be a whole number, 1 or more; ${HIDDEN}`,
    `policy.rules[0].when.users holds a value that is not allowed; it must be a list of at least one value; ${HIDDEN}`,
  ]);
  // A time stamp may well contain the four digits of the time budget.
  expect(text).not.toMatch(/47114711|\b4711\b/);
});

test("a policy that is a token as a whole is told of each of its parts", async () => {
  const rule = { when: { client: ["a"] }, maxSessions: 0 };
  await configure((stack, defer) => {
    construct(stack, "Rules", { rules: [defer({ ...rule, when: { clients: [{}] } })] });
    construct(stack, "Policy", defer({ maxSessions: "many", rules: [rule, "none"] }));
    construct(stack, "Typed", {
      rules: defer([rule], { type: "list(object({ when = map(list(string)), maxSessions = number }))" }),
    });
    construct(stack, "Text", {
      whenExceeded: "deny-login",
      denialMessage: `from ${String(defer(null, { type: "string" }))}`,
    });
    const users = ["🔒".repeat(1000), "🔒".repeat(1001), "auth0|ada\n"].map((user) => defer(user));
    construct(stack, "Users", { rules: [{ when: { users }, maxSessions: 2 }] });
    construct(stack, "Domain", {}, { domain: defer("https://acme.eu.auth0.com", { type: "string" }) as string });
    construct(stack, "Audience", {}, { audience: defer('https://a"b/api/v2/', { type: "string" }) as string });
  });
  const UNLIMITED = `${SHORT}, or "unlimited", got: 0`;
  const known = "clients, connections, organizations, roles, users, protocols";
  const UNKNOWN = `policy.rules[0].when.client is unknown, got: ["a"]; remove it, or write one of: ${known}`;
  const { diagnostics } = await plan();
  expect(diagnostics.flatMap(({ detail }) => detail.split("\n")).sort()).toEqual(
    [
      `audience must be ${AUDIENCE}, got: "https://a\\"b/api/v2/"`,
      'domain must be a host name without a scheme, path or trailing dot, got: "https://acme.eu.auth0.com"',
      `policy.denialMessage ${TEXT}, got: ""`,
      `policy.maxSessions ${SHORT}, got: "many"`,
      `policy.rules[0].maxSessions ${UNLIMITED}`,
      `policy.rules[0].maxSessions ${UNLIMITED}`,
      `policy.rules[0].maxSessions ${UNLIMITED}`,
      UNKNOWN,
      UNKNOWN,
      `policy.rules[0].when.clients[0] ${TEXT}, got: {}`,
      `policy.rules[0].when.users[1] ${TEXT}, got: "${"🔒".repeat(199)}`,
      `policy.rules[0].when.users[2] ${TEXT}, got: "auth0|ada\\n"`,
      'policy.rules[1] must be an object with at least one field, got: "none"',
    ].sort(),
  );
});

test("a value that is known after apply only is held to the contract then, before the Action is made", async () => {
  await configure((stack) => {
    const late = new TerraformData(stack, "Late", { limit: 0 });
    construct(stack, "Deferred", { maxSessions: late.getNumberAttribute("output.limit") });
  });
  expect((await plan()).diagnostics).toEqual([]);
  await expect(deployment.terraform.apply()).rejects.toThrow(`policy.maxSessions ${SHORT}, got: 0`);
  const { data } = await deployment.simulator.management.actions.list({ per_page: 100 });
  expect(data).toEqual([]);
});

/** Texts that hold a token, as a function of it. */
const TEXTS: ((token: string) => string)[] = [
  (token) => `Sign out of "${token}" first`,
  (token) => `C:\\${token}\\n \\`,
  (token) => `100%{ ${token} %{if true} %%{`,
  (token) => `$${token}`,
  (token) => `\${${token}} \${x} $${token}$`,
  (token) => `${token}${token}`,
  (token) => `${token}\u2028 ünïcode 🔒`,
  (token) => `{"json": "${token}"} <b>&'`,
];
const NAME = 'Zoë "the\\boss" ${var.x} %{x} 🔒';

test("what is known and what only Terraform knows reach the Action as they are", async () => {
  await configure((stack, defer) => {
    const name = defer(NAME, { type: "string" });
    const shop = new Client(stack, "Shop", { name: "Shop" });
    const limit = new TerraformVariable(stack, "limit", { type: "number", default: 5 });
    const rules = [
      {
        when: { users: [...TEXTS.map((text) => text(String(name))), `${limit.numberValue} devices`] },
        maxSessions: defer("2"),
      },
      { when: { clients: [shop.clientId], roles: defer(["a", null, 7]) }, maxSessions: defer("unlimited") },
      defer({ when: { organizations: ["o"], roles: null }, maxSessions: 4, whenExceeded: null }),
    ];
    const nothing = {
      denialMessage: defer(null),
      idleSessionsFreeTheirSlotAfter: defer(null),
      whenExceeded: defer(null),
    };
    const policy = {
      maxSessions: defer("3"),
      checkOnReuse: defer("false"),
      timeBudget: defer(2500),
      rules,
      ...nothing,
    };
    const absent = defer(null, { type: "string" }) as string;
    construct(stack, "Parts", policy, { domain: absent, audience: absent });
    construct(stack, "Whole", defer({ maxSessions: 3, refreshTokens: "revoke" }));
    construct(stack, "Nothing", defer(null));
    construct(stack, "Rules", { rules: defer(null), userLimit: defer({ appMetadataKey: "limit" }) });
  });
  await deployment.terraform.apply();

  const { data } = await deployment.simulator.management.clients.list({ per_page: 100 });
  const shop = data.find(({ name }) => name === "Shop")!.client_id;
  expect(await policyOf("Parts")).toEqual({
    ...readPolicy({})!.policy,
    maxSessions: 3,
    checkOnReuse: false,
    timeBudget: 2500,
    idleSessionsFreeTheirSlotAfter: null,
    rules: [
      { when: { users: [...TEXTS.map((text) => text(NAME)), "5 devices"] }, maxSessions: 2 },
      { when: { clients: [shop], roles: ["a", "7"] }, maxSessions: "unlimited" },
      { when: { organizations: ["o"], roles: null }, maxSessions: 4, whenExceeded: null },
    ],
  });
  expect(await policyOf("Whole")).toEqual({ maxSessions: 3, refreshTokens: "revoke" });
  expect(await policyOf("Nothing")).toBeNull();
  expect(await policyOf("Rules")).toMatchObject({ rules: [], userLimit: { appMetadataKey: "limit" } });

  expect((await headOf("Parts")).audience).toBe(`https://${deployment.simulator.domain}/api/v2/`);

  // Terraform reads them back as it wrote them.
  expect(await deployment.changes("plan")).toEqual({});
});
