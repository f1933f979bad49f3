import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../terraform/command";
import { prepareTerraform } from "../../terraform/toolchain";
import { PREPARATION_TIME } from "./deployment";
import { BINDINGS, CREDENTIALS } from "./module-modes";

const PROJECT = path.join(__dirname, "..", "..");
const FILE = "single-session.tftest.hcl";

let folder: string;
beforeAll(async () => (folder = await mkdtemp(path.join(tmpdir(), "terraform-test-"))));
beforeAll(async () => {
  await run("npx", ["tsx", "packaging/terraform-module/write.ts", path.join(folder, "modules")], { cwd: PROJECT });
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

/** What the example prints about this repository's stack, synthesized with this limit. */
async function testStack(maxSessions: string): Promise<string> {
  const outdir = path.join(folder, maxSessions);
  const environment = { ...process.env, MAX_SESSIONS: maxSessions, CDKTF_OUTDIR: outdir };
  await run("node", ["--import", "tsx", "main.ts"], { cwd: PROJECT, env: environment });
  const cwd = path.join(outdir, "stacks", "single-session");
  await copyFile(path.join(PROJECT, "examples", FILE), path.join(cwd, FILE));
  return terraformTest(cwd);
}

async function terraformTest(cwd: string): Promise<string> {
  const toolchain = await prepareTerraform({ onProgress: (line) => process.stderr.write(`${line}\n`) });
  const environment = { ...process.env, ...toolchain.environment };
  await run(toolchain.engine.binary, ["init", "-backend=false", "-input=false"], { cwd, env: environment });
  return (await run(toolchain.engine.binary, ["test", "-no-color"], { cwd, env: environment })).stdout;
}

/** A copy of one of the modules. */
async function copyModule(credentials: string, binding: string): Promise<string> {
  const copy = await mkdtemp(path.join(folder, "module-"));
  await cp(path.join(folder, "modules", credentials, binding), copy, { recursive: true });
  return copy;
}

test(
  "this repository's stack passes the example, without a tenant",
  async () => {
    expect(await testStack("1")).toContain("3 passed, 0 failed");
  },
  PREPARATION_TIME,
);

test(
  "a stack with another limit does not",
  async () => {
    await expect(testStack("2")).rejects.toThrow("a user may hold more than one session");
  },
  PREPARATION_TIME,
);

/** Each way to authenticate with each way to bind in turn. */
const MODULES = Object.keys(CREDENTIALS).map((credentials, i) => {
  const bindings = Object.keys(BINDINGS);
  return [credentials, bindings[i % bindings.length]!] as const;
});

test.each(MODULES)(
  "the module %s/%s passes the test that travels with it, without a tenant",
  async (credentials, binding) => {
    const parts = [!credentials.endsWith("-without-grant"), binding !== "none"].filter(Boolean);
    const passed = 2 + parts.length;
    expect(await terraformTest(await copyModule(credentials, binding))).toContain(`${passed} passed, 0 failed`);
  },
  60_000,
);

test.each([
  [
    "another scope",
    '"scopes": "${var.policy.refreshTokens ==',
    '"scopes": "${var.policy.refreshTokens !=',
    "the scopes are not",
  ],
  ["another limit", "${var.policy.maxSessions == null ?", "${true ?", "the limit is not the policy's"],
])(
  "a module with %s does not",
  async (_, is, becomes, message) => {
    const module = await copyModule("generated-secret", "append");
    const main = path.join(module, "main.tf.json");
    const text = await readFile(main, "utf8");
    await writeFile(main, text.replace(is, becomes));
    await expect(terraformTest(module)).rejects.toThrow(message);
  },
  60_000,
);
