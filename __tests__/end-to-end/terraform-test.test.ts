import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../terraform/command";
import { prepareTerraform } from "../../terraform/toolchain";
import { PREPARATION_TIME } from "./deployment";

const PROJECT = path.join(__dirname, "..", "..");
const FILE = "single-session.tftest.hcl";

let folder: string;
beforeAll(async () => (folder = await mkdtemp(path.join(tmpdir(), "terraform-test-"))));
afterAll(() => rm(folder, { recursive: true }));

/** What the example prints about this repository's stack, synthesized with this limit. */
async function testStack(maxSessions: string): Promise<string> {
  const toolchain = await prepareTerraform({ onProgress: (line) => process.stderr.write(`${line}\n`) });
  const outdir = path.join(folder, maxSessions);
  const environment = { ...process.env, ...toolchain.environment, MAX_SESSIONS: maxSessions, CDKTF_OUTDIR: outdir };
  await run("node", ["--import", "tsx", "main.ts"], { cwd: PROJECT, env: environment });
  const cwd = path.join(outdir, "stacks", "single-session");
  await copyFile(path.join(PROJECT, "examples", FILE), path.join(cwd, FILE));
  await run(toolchain.engine.binary, ["init", "-backend=false", "-input=false"], { cwd, env: environment });
  return (await run(toolchain.engine.binary, ["test", "-no-color"], { cwd, env: environment })).stdout;
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
