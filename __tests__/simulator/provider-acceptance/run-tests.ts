import { execFile, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { startSimulator } from "../../../simulator/simulator";
import type { TestProgram } from "./test-programs";

export type Result = "passed" | "failed" | "skipped" | "did not run";

const RESULTS = { PASS: "passed", FAIL: "failed", SKIP: "skipped" } as const;

/**
 * Runs the tests of one package against a simulator of its own, and writes what they say to the log.
 *
 * @param filter an expression that the names of the tests match
 */
export async function runTests(
  { file, folder }: TestProgram,
  filter: string,
  log: string,
  onResult: (test: string, result: Result) => void,
): Promise<Map<string, Result>> {
  const { stdout } = await promisify(execFile)(file, ["-test.list", filter], { cwd: folder });
  const results = new Map<string, Result>(
    stdout.split("\n").flatMap((line) => (/^Test\w+$/.test(line) ? [[line, "did not run"] as const] : [])),
  );
  const simulator = await startSimulator();
  const written = createWriteStream(log);
  const running = spawn(file, ["-test.v", "-test.timeout=2h", `-test.run=${filter}`], {
    cwd: folder,
    env: {
      ...process.env,
      ...simulator.environment,
      TF_ACC: "1",
      CHECKPOINT_DISABLE: "1",
      AUTH0_HTTP_RECORDINGS: "off",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  createInterface({ input: running.stdout }).on("line", (line) => {
    written.write(`${line}\n`);
    const [, result, test = ""] = /^--- (PASS|FAIL|SKIP): (\S+)/.exec(line) ?? [];
    if (result === undefined) return;
    results.set(test, RESULTS[result as keyof typeof RESULTS]);
    onResult(test, RESULTS[result as keyof typeof RESULTS]);
  });
  await once(running, "close");
  written.end();
  await simulator.close();
  return results;
}
