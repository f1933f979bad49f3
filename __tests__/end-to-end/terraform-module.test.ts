import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { TerraformHclModule, TerraformOutput, type TerraformStack, TerraformVariable } from "cdktf";
import { ManagementCredentials, SingleSessionConstruct, TriggerBinding } from "../../constructs";
import type { SessionPolicyProps } from "../../constructs";
import { isPlainObject } from "../../contract/fields";
import { readActionHead } from "../../contract/action-head";
import { readPolicy } from "../../contract/policy-reader";
import { attributesOf } from "../../packaging/terraform-module/policy-variable";
import { type CanonicalTenant, canonicalTenant } from "./canonical-tenant";
import { newKeyPair, newSecret } from "./credentials";
import { Deployment, PREPARATION_TIME } from "./deployment";

const PROJECT = path.join(__dirname, "..", "..");
/** Not the build's, which another test may be building. */
const MODULES = mkdtempSync(path.join(tmpdir(), "terraform-module-"));

const KEYS = newKeyPair();

/**
 * The same credentials for the construct and for the module: the secret is the variable `secret`, and `theirs` the client id of
 * an application that is there already.
 */
interface Credentials {
  readonly construct: (secret: string, stack: TerraformStack) => ManagementCredentials;
  readonly module: object;
}

const CREDENTIALS: Record<string, Credentials> = {
  "generated-secret": { construct: () => ManagementCredentials.generatedSecret(), module: {} },
  "write-only-secret": {
    construct: (secret) => ManagementCredentials.writeOnlySecret({ secret, version: 1 }),
    module: { client_secret: "${var.secret}", secret_version: 1 },
  },
  "private-key-jwt": {
    construct: (privateKey) =>
      ManagementCredentials.privateKeyJwt({ privateKey, publicKey: KEYS.publicKey, version: 1 }),
    module: { private_key: "${var.secret}", public_key: KEYS.publicKey, secret_version: 1 },
  },
  existing: {
    construct: (clientSecret, stack) => {
      const clientId = new TerraformVariable(stack, "theirs", { type: "string" }).stringValue;
      return ManagementCredentials.existing({ clientId, clientSecret, version: 1 });
    },
    module: { client_id: "${var.theirs}", client_secret: "${var.secret}", secret_version: 1 },
  },
};

const BINDINGS: Record<string, { construct: () => TriggerBinding; module: object }> = {
  append: { construct: () => TriggerBinding.append(), module: {} },
  ordered: { construct: () => TriggerBinding.ordered([TriggerBinding.self]), module: { before: [], after: [] } },
  none: { construct: () => TriggerBinding.none(), module: {} },
};

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

/** Each policy, and each module. */
const CASES: Case[] = [
  ...Object.keys(POLICIES).map((policy) => ({ credentials: "generated-secret", binding: "append", policy })),
  { credentials: "write-only-secret", binding: "ordered", policy: "nothing but defaults" },
  { credentials: "private-key-jwt", binding: "none", policy: "nothing but defaults" },
  { credentials: "existing", binding: "append", policy: "a report, and refresh tokens" },
];

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

async function start(secret: string): Promise<Deployment> {
  const deployment = await Deployment.start();
  const { client_id: theirs } = await deployment.simulator.management.clients.create({ name: "Theirs" });
  deployment.setVariables({ secret, theirs: theirs! });
  deployments.push(deployment);
  return deployment;
}

/** Ephemeral, so that it may be in neither the state nor a plan. */
function secretOf(stack: TerraformStack): string {
  const variable = new TerraformVariable(stack, "secret", { type: "string", sensitive: true });
  variable.addOverride("ephemeral", true);
  return variable.stringValue;
}

const escape = (text: string) => text.replace(/[$%]\{/g, (opening) => opening.charAt(0) + opening);

function useModule(stack: TerraformStack, { credentials, binding }: Omit<Case, "policy">, policy: object): void {
  secretOf(stack);
  if (credentials === "existing") new TerraformVariable(stack, "theirs", { type: "string" });
  new TerraformHclModule(stack, "module", {
    source: path.join(MODULES, credentials, binding),
    variables: {
      policy: JSON.parse(escape(JSON.stringify(policy))) as object,
      ...CREDENTIALS[credentials]!.module,
      ...BINDINGS[binding]!.module,
    },
  });
}

/**
 * With the policy as the Action reads it, because the module's JSON holds null for what is not given; and without the ids of
 * credentials.
 */
function asRead(tenant: CanonicalTenant): object {
  const code = (text: string | undefined) => {
    const head = readActionHead(text!)!;
    return {
      policy: JSON.parse(JSON.stringify(readPolicy(JSON.parse(head.policy)))) as object,
      audience: head.audience,
      rest: text!.slice(text!.indexOf("MANAGEMENT_API_AUDIENCE =")),
    };
  };
  const contents = (action: CanonicalTenant["actions"][number]["draft"]) => ({ ...action, code: code(action.code) });
  const actions = tenant.actions.map((action) => ({
    ...action,
    draft: contents(action.draft),
    deployed: contents(action.deployed),
  }));
  const text = JSON.stringify({ ...tenant, actions }).replace(/"cred_\w+"/g, '"cred_…"');
  return JSON.parse(text) as object;
}

test.each(CASES)(
  "$credentials, $binding, $policy: the module gives the tenant that the construct gives",
  async ({ credentials, binding, policy }) => {
    const secret = credentials === "private-key-jwt" ? KEYS.privateKey : newSecret();
    const byConstruct = await start(secret);
    await byConstruct.apply((stack) => {
      new SingleSessionConstruct(stack, "SingleSession", {
        policy: POLICIES[policy],
        credentials: CREDENTIALS[credentials]!.construct(secretOf(stack), stack),
        binding: BINDINGS[binding]!.construct(),
      });
    });
    const byModule = await start(secret);
    await byModule.apply((stack) => useModule(stack, { credentials, binding }, POLICIES[policy]!));
    expect((await byModule.terraform.plan()).changes).toBe(false);

    expect(asRead(await canonicalTenant(byModule))).toEqual(asRead(await canonicalTenant(byConstruct)));
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

    const deployment = await start(newSecret());
    await deployment.configure((stack) => {
      secretOf(stack);
      new TerraformVariable(stack, "theirs", { type: "string" });
      for (const { credentials, binding } of combinations) {
        const module = new TerraformHclModule(stack, `${credentials}-${binding}`, {
          source: path.join(MODULES, credentials, binding),
          variables: { ...CREDENTIALS[credentials]!.module, ...BINDINGS[binding]!.module },
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
  [{ rules: [{ when: {}, maxSessions: "3" }] }, "policy.rules[0].when must be an object with one field or more"],
])(
  "Terraform refuses the policy %j, with the words of the construct",
  async (policy, message) => {
    const deployment = await start(newSecret());
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
