import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { canonicalTenant } from "./canonical-tenant";
import { newKeyPair, newSecret } from "./credentials";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { withReadPolicy } from "./read-policy";
import { type SignIns, tenantListing } from "./tenant-listing";

const PROJECT = path.join(__dirname, "..", "..");
const EXAMPLES = path.join(PROJECT, "examples");

/** Stands for `examples/`, where the package has been installed. */
const INSTALLED = mkdtempSync(path.join(tmpdir(), "examples-"));

interface Example {
  readonly name: string;
  /** The stacks of main.ts; where there are several, the workspaces of main.tf, each with a tenant of its own. */
  readonly stacks?: readonly string[];
  /** What the variables are given, for one apply after the other. */
  readonly applies?: readonly Record<string, string>[];
  readonly signIns?: SignIns;
  readonly hasPartners?: boolean;
}

const { privateKey: private_key, publicKey: public_key } = newKeyPair();

const TABLE: Example[] = [
  { name: "basic" },
  { name: "environments", stacks: ["development", "production"] },
  {
    name: "limits",
    signIns: {
      "a user": {},
      'a user with the role "support"': { role: "support" },
      "a user to the back office": { application: "Back office" },
      'a user whose app_metadata has "max_sessions": 2': { appMetadata: { max_sessions: 2 } },
    },
  },
  { name: "no-secret-in-state", applies: [{ client_secret: newSecret() }] },
  { name: "own-application", applies: [{ private_key, public_key }] },
  { name: "own-bindings" },
  { name: "report-only", applies: [{}, { enforcement: "enforce" }] },
  { name: "second-factor", signIns: { "a user who gives a second factor": { secondFactor: true } } },
  { name: "two-providers", hasPartners: true },
];

test("every example is in the table", () => {
  const folders = readdirSync(EXAMPLES).filter((name) => readdirOrNothing(name).includes("main.tf"));
  expect(TABLE.map(({ name }) => name)).toEqual(folders.sort());
});

function readdirOrNothing(name: string): string[] {
  return name.includes(".") || name === "node_modules" ? [] : readdirSync(path.join(EXAMPLES, name));
}

beforeAll(() => {
  const modules = path.join(INSTALLED, "node_modules", "cdktf-auth0-single-session", "dist", "terraform-module");
  mkdirSync(modules, { recursive: true });
  execFileSync("npx", ["tsx", "packaging/terraform-module/write.ts", modules], { cwd: PROJECT });
}, 60_000);

const deployments: Deployment[] = [];
afterEach(async () => {
  for (const deployment of deployments.splice(0)) await deployment.stop();
});
afterAll(() => rmSync(INSTALLED, { recursive: true }));

async function start(): Promise<Deployment> {
  const deployment = await Deployment.start({}, INSTALLED);
  deployments.push(deployment);
  return deployment;
}

/** Puts an example's configuration into a deployment's folder. */
type Configure = (deployment: Deployment, stack: string) => Promise<void>;

function fromTypeScript(name: string): Configure {
  return async ({ folder }, stack) => {
    const file = path.join(INSTALLED, name, "stacks", stack, "cdk.tf.json");
    const configuration = JSON.parse(await readFile(file, "utf8")) as { terraform: { backend?: object } };
    // It would keep the state in this process's folder.
    delete configuration.terraform.backend;
    await writeFile(path.join(folder, "cdk.tf.json"), JSON.stringify(configuration));
  };
}

function fromHcl({ name, stacks }: Example): Configure {
  return async (deployment, stack) => {
    await copyFile(path.join(EXAMPLES, name, "main.tf"), path.join(deployment.folder, "main.tf"));
    if (stacks) await deployment.command("workspace", "select", "-or-create", stack);
  };
}

async function synthesize(name: string): Promise<void> {
  process.env.CDKTF_OUTDIR = path.join(INSTALLED, name);
  await import(path.join(EXAMPLES, name, "main"));
  delete process.env.CDKTF_OUTDIR;
}

/** What Terraform printed, what the tenants hold, and how they treat sign-ins. */
async function apply(example: Example, configure: Configure) {
  const { stacks = ["identity"], applies = [{}], signIns = { "a user": {} } } = example;
  const [plans, tenants, listings]: [string[], object[], string[]] = [[], [], []];
  for (const stack of stacks) {
    const deployment = await start();
    const partners = example.hasPartners ? await start() : undefined;
    await configure(deployment, stack);
    await deployment.terraform.init();
    for (const variables of applies) {
      deployment.setVariables({ ...variables, ...(partners && letIn(deployment, partners)) });
      plans.push(planInShort(await deployment.terraform.apply()));
      expect(await deployment.changes("plan")).toEqual({});
      for (const one of partners ? [deployment, partners] : [deployment]) {
        const tenant = await canonicalTenant(one);
        tenants.push(withReadPolicy(tenant));
        listings.push(await tenantListing(one, tenant, signIns));
      }
    }
    await expectNoSecretIn(deployment.folder, applies);
  }
  return { plans, tenants, listings };
}

/** Has Terraform trust the other tenant too, and gives it that tenant's credentials. */
function letIn(deployment: Deployment, { simulator }: Deployment): Record<string, string> {
  const { AUTH0_DOMAIN, AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET, SSL_CERT_FILE } = simulator.environment;
  deployment.setEnvironment({ SSL_CERT_DIR: path.dirname(SSL_CERT_FILE!) });
  return {
    partners_domain: AUTH0_DOMAIN!,
    partners_client_id: AUTH0_CLIENT_ID!,
    partners_client_secret: AUTH0_CLIENT_SECRET!,
  };
}

/** As `grep` has it in the examples' README.md. */
function planInShort(printed: string): string {
  return printed
    .split("\n")
    .filter((line) => /^ {2}# [a-z]|^Plan:/.test(line))
    .join("\n");
}

async function expectNoSecretIn(folder: string, applies: readonly Record<string, string>[]): Promise<void> {
  const secrets = applies.flatMap(({ client_secret, private_key }) => [client_secret, private_key]).filter(Boolean);
  if (secrets.length === 0) return;
  const state = await readFile(path.join(folder, "terraform.tfstate"), "utf8");
  for (const secret of secrets) expect(state).not.toContain(JSON.stringify(secret).slice(1, -1));
}

/** To each type of resource, what becomes of it: the addresses of a module are others. */
function effectsIn(plan: string): string[] {
  return plan
    .split("\n")
    .map((line) => line.replace(/# (?:module\.\w+\.)*((?:data\.)?\w+)\.\w+/, "$1"))
    .sort();
}

/** Where the page shows a plan or a tenant, all in their order. */
const BLOCK = /(```console\n\$ terraform plan [^\n]*grep[^\n]*\n|```text\n)([^]*?)\n```/g;

function expectShown(name: string, { plans, listings }: { plans: string[]; listings: string[] }): void {
  const file = path.join(EXAMPLES, name, "README.md");
  const page = readFileSync(file, "utf8");
  const queues: Record<string, string[]> = { plan: [...plans], tenant: [...listings] };
  const current = page.replace(BLOCK, (_, opening: string) => {
    const next = queues[opening.startsWith("```console") ? "plan" : "tenant"]!.shift();
    return `${opening}${next ?? "nothing that the example gives"}\n\`\`\``;
  });
  if (process.env.WRITE_EXAMPLES) writeFileSync(file, current);
  else expect(page).toBe(current);
  expect(queues).toEqual({ plan: [], tenant: [] });
}

test.each(TABLE)(
  "examples/$name gives what its page shows, written for cdktf and in HCL",
  async (example) => {
    await synthesize(example.name);
    const [written, inHcl] = await Promise.all([
      apply(example, fromTypeScript(example.name)),
      apply(example, fromHcl(example)),
    ]);
    expect(inHcl.tenants).toEqual(written.tenants);
    expect(inHcl.listings).toEqual(written.listings);
    expect(inHcl.plans.map(effectsIn)).toEqual(written.plans.map(effectsIn));
    expectShown(example.name, written);
  },
  PREPARATION_TIME,
);
