import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.join(__dirname, "..");
const SOURCES = ["action-src", "constructs", "contract", "cdktf.json", "main.ts", "package.json", "tsconfig.json"];

/** Builds and synthesizes a copy of the tree, in a folder of its own. */
function synthesizeCopy(environment: NodeJS.ProcessEnv = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), "tree-"));
  try {
    for (const source of SOURCES) cpSync(path.join(ROOT, source), path.join(folder, source), { recursive: true });
    symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
    const { app } = JSON.parse(readFileSync(path.join(folder, "cdktf.json"), "utf8")) as { app: string };
    execFileSync(app, { cwd: folder, shell: true, env: { ...process.env, ...environment }, stdio: "pipe" });
    return readFileSync(path.join(folder, "cdktf.out/stacks/single-session/cdk.tf.json"), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the app says when it fails. */
function failureOf(environment: NodeJS.ProcessEnv): string {
  const { status, stderr } = spawnSync("npx", ["tsx", "main.ts"], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
  });
  expect(status).toBe(1);
  return stderr.toString();
}

test("the same tree built twice, wherever it lies, gives the same configuration byte for byte", () => {
  expect(synthesizeCopy()).toBe(synthesizeCopy());
}, 60_000);

test("the configuration holds no secret, even where the environment does", () => {
  const configuration = synthesizeCopy({ AUTH0_CLIENT_SECRET: "hunter2", AUTH0_API_TOKEN: "hunter3" });
  expect(configuration).not.toMatch(/hunter[23]/);
}, 60_000);

test("the limit comes from MAX_SESSIONS", () => {
  expect(synthesizeCopy({ MAX_SESSIONS: "2" })).toContain('\\"maxSessions\\": 2');
}, 60_000);

test.each(["abc", "0", "-1", "1.5", "", "2 "])(
  "a MAX_SESSIONS of %j is refused, by name and without a stack trace",
  (value) => {
    const given = /^\d+$/.test(value) ? value : JSON.stringify(value);
    expect(failureOf({ MAX_SESSIONS: value })).toBe(`MAX_SESSIONS must be a whole number, 1 or more, got: ${given}\n`);
  },
  60_000,
);

test("to synthesize takes no Terraform", () => {
  expect(synthesizeCopy({ TERRAFORM_BINARY_NAME: "no-terraform-of-this-name" })).toBe(synthesizeCopy());
}, 60_000);
