import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../terraform/command";
import { prepareTerraform } from "../../terraform/toolchain";
import { PREPARATION_TIME } from "./deployment";

const PROJECT = path.join(__dirname, "..", "..");
const TOOLS = path.join(PROJECT, "node_modules", ".bin");

test(
  "`cdktf diff` finds the provider where no registry answers, with what the simulator says to export",
  async () => {
    const { engine } = await prepareTerraform({ onProgress: (line) => process.stderr.write(`${line}\n`) });
    const folder = await mkdtemp(path.join(tmpdir(), "no-registry-"));
    const simulator = spawn("node", ["--import", "tsx", "demo/simulator.ts", "--port", "0"], { cwd: PROJECT });
    const ended = once(simulator, "exit");
    try {
      const exported = exportsIn(await messageOf(simulator));
      expect(Object.keys(exported)).toContain("TF_CLI_CONFIG_FILE");
      const { PATH, HOME } = process.env;
      // Nothing listens at that port: whatever is asked of the Internet fails at once.
      const nowhere = { HTTPS_PROXY: "http://127.0.0.1:1", NO_PROXY: "localhost,127.0.0.1" };
      const env = { PATH, HOME, CI: "1", CHECKPOINT_DISABLE: "1", TERRAFORM_BINARY_NAME: engine.binary };
      const { stdout } = await run(path.join(TOOLS, "cdktf"), ["diff", "--skip-provider-lock", "--output", folder], {
        cwd: PROJECT,
        env: { ...env, ...nowhere, ...exported },
      });
      expect(stdout).toContain("8 to add, 0 to change, 0 to destroy");
    } finally {
      simulator.kill();
      await ended;
      await rm(folder, { recursive: true });
    }
  },
  PREPARATION_TIME,
);

/** Goes on reading afterwards: the simulator writes a line for each call, and ends if nobody reads it. */
async function messageOf(simulator: ReturnType<typeof spawn>): Promise<string> {
  let message = "";
  await new Promise<void>((resolve, reject) => {
    simulator.stdout!.on("data", (chunk) => {
      message += String(chunk);
      if (message.includes("Ctrl-C stops it.")) resolve();
    });
    simulator.once("exit", () => reject(new Error(`the simulator ended after writing: ${message}`)));
  });
  return message;
}

function exportsIn(message: string): Record<string, string> {
  const lines = [...message.matchAll(/^ {2}export (\w+)=(.*)$/gm)];
  return Object.fromEntries(lines.map(([, name, value]): [string, string] => [name!, value!]));
}
