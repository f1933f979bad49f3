import { once } from "node:events";
import { spawn } from "node:child_process";
import { createWriteStream, type WriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { startSimulator } from "../../../simulator/simulator";
import { run } from "../../../terraform/command";
import type { TestProgram } from "./test-programs";

export type Result = "passed" | "failed" | "skipped" | "did not run";

const RESULTS: Record<string, Result> = { PASS: "passed", FAIL: "failed", SKIP: "skipped" };

/** The acceptance tests of the package. What else it tests needs no tenant. */
export async function testsOf({ file, folder }: TestProgram): Promise<string[]> {
  const { stdout } = await run(file, ["-test.list", "^TestAcc"], { cwd: folder });
  return stdout.split("\n").filter((line) => /^TestAcc\w+$/.test(line));
}

/**
 * Runs each test against a simulator of its own, as none shall depend on what another leaves behind.
 *
 * @param log file for what the tests say
 */
export async function runTests(
  program: TestProgram,
  tests: string[],
  log: string,
  onResult: (test: string, result: Result) => void,
): Promise<Map<string, Result>> {
  const results = new Map<string, Result>();
  const written = createWriteStream(log);
  for (const test of tests) {
    const result = await runTest(program, test, written);
    results.set(test, result);
    onResult(test, result);
  }
  written.end();
  return results;
}

async function runTest({ file, folder }: TestProgram, test: string, log: WriteStream): Promise<Result> {
  const simulator = await startSimulator();
  let result: Result = "did not run";
  const running = spawn(file, ["-test.v", "-test.timeout=10m", `-test.run=^${test}$`], {
    cwd: folder,
    env: {
      ...process.env,
      ...simulator.environment,
      TF_ACC: "1",
      AUTH0_HTTP_RECORDINGS: "off",
      CHECKPOINT_DISABLE: "1",
      // What few tenants have, and the simulator has: without it, the provider skips its test.
      AUTH0_FEATURE_COUNTRY_CODES: "1",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  createInterface({ input: running.stdout }).on("line", (line) => {
    log.write(`${line}\n`);
    const [, found = "", name] = /^--- (PASS|FAIL|SKIP): (\S+)/.exec(line) ?? [];
    if (name === test) result = RESULTS[found] ?? result;
  });
  await once(running, "close");
  await simulator.close();
  return result;
}
