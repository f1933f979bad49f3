import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { TerraformHclModule, TerraformOutput, type TerraformStack } from "cdktf";
import { SingleSessionConstruct } from "../../constructs";
import type { SessionPolicyProps } from "../../constructs";
import { isPlainObject } from "../../contract/fields";
import { attributesOf } from "../../packaging/terraform-module/policy-variable";
import { canonicalTenant } from "./canonical-tenant";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { BINDINGS, bringTheirs, CREDENTIALS } from "./module-modes";
import { withReadPolicy } from "./read-policy";

const PROJECT = path.join(__dirname, "..", "..");
/** Not the build's, which another test may be building. */
const MODULES = mkdtempSync(path.join(tmpdir(), "terraform-module-"));

const POLICIES: Record<string, SessionPolicyProps> = {
  "nothing but defaults": {},
  "limits by application, role and user": {
    maxSessions: 2,
    rules: [
      { when: { clients: ["back-office"] }, maxSessions: "unlimited" },
      { when: { roles: ["support"], protocols: ["samlp"] }, maxSessions: 3, whenExceeded: "deny-login" },
      { when: { users: ["auth0|ann"], connections: ["google-oauth2"], organizations: ["acme"] }, maxSessions: 1 },
    ],
    userLimit: { appMetadataKey: "session_limit" },
  },
  "limits beside one another, after a second factor": {
    requireSecondFactor: true,
    refreshTokens: "revoke-others",
    rules: [{ when: { clients: ["phone"] }, maxSessions: 1, counts: "matching" }],
  },
  "a report, and refresh tokens": { enforcement: "report-only", refreshTokens: "revoke", checkOnReuse: true },
  "no login beyond the limit": {
    whenExceeded: "deny-login",
    denialMessage: 'Signed in "elsewhere": ${x} %{y}',
    idleSessionsFreeTheirSlotAfter: 30,
    onFailure: "deny-login",
    timeBudget: 2000,
    rateLimitReserve: 0,
  },
};

interface Case {
  readonly credentials: string;
  readonly binding: string;
  readonly policy: string;
}

const combinations = Object.keys(CREDENTIALS).flatMap((credentials) =>
  Object.keys(BINDINGS).map((binding) => ({ credentials, binding })),
);

/** Each policy, each way to authenticate and each way to bind. */
const CASES: Case[] = [
  ...Object.keys(POLICIES).map((policy) => ({ credentials: "generated-secret", binding: "append", policy })),
  { credentials: "write-only-secret", binding: "ordered", policy: "nothing but defaults" },
  { credentials: "private-key-jwt", binding: "none", policy: "nothing but defaults" },
  { credentials: "existing", binding: "append", policy: "a report, and refresh tokens" },
  { credentials: "existing-without-grant", binding: "append", policy: "nothing but defaults" },
  { credentials: "existing-private-key-jwt", binding: "append", policy: "nothing but defaults" },
  { credentials: "existing-private-key-jwt-without-grant", binding: "append", policy: "nothing but defaults" },
];

test("the cases below use every mode", () => {
  const used = (mode: "credentials" | "binding") => [...new Set(CASES.map((one) => one[mode]))].sort();
  expect(used("credentials")).toEqual(Object.keys(CREDENTIALS).sort());
  expect(used("binding")).toEqual(Object.keys(BINDINGS).sort());
});

/** The paths of all that is given, as `attributesOf` writes them. */
function pathsIn(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => pathsIn(entry, `${path}[*]`));
  if (!isPlainObject(value)) return [];
  return Object.entries(value).flatMap(([name, entry]) => {
    const inside = path === "" ? name : `${path}.${name}`;
    return [inside, ...pathsIn(entry, inside)];
  });
}

test("the policies below use every attribute that the contract has", () => {
  const used = new Set(Object.values(POLICIES).flatMap((policy) => pathsIn(policy)));
  expect([...used].sort()).toEqual(
    attributesOf()
      .map(({ path }) => path)
      .sort(),
  );
});

beforeAll(() => {
  execFileSync("npx", ["tsx", "packaging/terraform-module/write.ts", MODULES], { cwd: PROJECT });
}, 60_000);

afterAll(() => rmSync(MODULES, { recursive: true }));

const deployments: Deployment[] = [];
afterEach(async () => {
  for (const deployment of deployments.splice(0)) await deployment.stop();
});

async function start(credentials: string): Promise<Deployment> {
  const deployment = await Deployment.start();
  deployments.push(deployment);
  deployment.setVariables(await bringTheirs(deployment, credentials));
  return deployment;
}

const escape = (text: string) => text.replace(/[$%]\{/g, (opening) => opening.charAt(0) + opening);

function useModule(stack: TerraformStack, { credentials, binding }: Omit<Case, "policy">, policy: object): void {
  new TerraformHclModule(stack, "module", {
    source: path.join(MODULES, credentials, binding),
    variables: {
      policy: JSON.parse(escape(JSON.stringify(policy))) as object,
      ...CREDENTIALS[credentials]!.module(stack),
      ...BINDINGS[binding]!.module(stack),
    },
  });
}

test.each(CASES)(
  "$credentials, $binding, $policy: the module gives the tenant that the construct gives",
  async ({ credentials, binding, policy }) => {
    const byConstruct = await start(credentials);
    await byConstruct.apply((stack) => {
      new SingleSessionConstruct(stack, "SingleSession", {
        policy: POLICIES[policy],
        credentials: CREDENTIALS[credentials]!.construct(stack),
        binding: BINDINGS[binding]!.construct(stack),
      });
    });
    const byModule = await start(credentials);
    await byModule.apply((stack) => useModule(stack, { credentials, binding }, POLICIES[policy]!));
    expect((await byModule.terraform.plan()).changes).toBe(false);

    expect(withReadPolicy(await canonicalTenant(byModule))).toEqual(withReadPolicy(await canonicalTenant(byConstruct)));
  },
  PREPARATION_TIME,
);

test(
  "every module is valid, and there is one for each way to authenticate and to bind",
  async () => {
    const folders = readdirSync(MODULES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const found = folders.flatMap(({ name: credentials }) =>
      readdirSync(path.join(MODULES, credentials)).map((binding) => ({ credentials, binding })),
    );
    const byPath = (a: { credentials: string; binding: string }, b: typeof a) =>
      `${a.credentials}/${a.binding}` < `${b.credentials}/${b.binding}` ? -1 : 1;
    expect(found.sort(byPath)).toEqual(combinations.sort(byPath));

    const deployment = await start("existing");
    await deployment.configure((stack) => {
      for (const { credentials, binding } of combinations) {
        const module = new TerraformHclModule(stack, `${credentials}-${binding}`, {
          source: path.join(MODULES, credentials, binding),
          variables: { ...CREDENTIALS[credentials]!.module(stack), ...BINDINGS[binding]!.module(stack) },
        });
        new TerraformOutput(stack, `action-${credentials}-${binding}`, { value: module.get("action_id") });
      }
    });
    const { stdout } = await deployment.command("validate", "-json");
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
  },
  PREPARATION_TIME,
);

test.each([
  [{ maxSessions: 0 }, "policy.maxSessions must be a whole number, 1 or more, got: 0"],
  [{ whenExceeded: "panic" }, "policy.whenExceeded must be "],
  [{ rules: [{ when: {}, maxSessions: "3" }] }, "policy.rules[0].when must be an object with at least one field"],
])(
  "Terraform refuses the policy %j, with the words of the construct",
  async (policy, message) => {
    const deployment = await start("generated-secret");
    const append = { credentials: "generated-secret", binding: "append" };
    await deployment.configure((stack) => useModule(stack, append, policy));
    // Terraform breaks long lines.
    const plan = deployment.command("plan", "-no-color").catch((error: unknown) => {
      throw new Error(String(error).replace(/\s+/g, " "));
    });
    await expect(plan).rejects.toThrow(message);
  },
  60_000,
);
