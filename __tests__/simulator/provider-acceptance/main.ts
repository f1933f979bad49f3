import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { OPERATIONS } from "../../../simulator/management-api/evidence";
import { EXPECTED_FAILURES, PACKAGES } from "./expected-failures";
import { type Result, runTests, testsOf } from "./run-tests";
import { recordedOperations, testPrograms } from "./test-programs";
import { verdict } from "./verdict";

/**
 * Runs the acceptance tests of the real Auth0 provider, with real Terraform, against a simulator:
 *
 *     npm run test:provider-acceptance -- [--run EXPRESSION] [PACKAGE...]
 *
 * Fails if a test fails that is not expected to, and if one passes that is.
 */
const LOGS = path.join(__dirname, "../../../.cache/provider-acceptance/logs");

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { run: { type: "string", default: "." } },
    allowPositionals: true,
  });
  const tell = (line: string) => process.stdout.write(`${line}\n`);
  await mkdir(LOGS, { recursive: true });

  const results = new Map<string, Result>();
  for (const program of await testPrograms(positionals.length > 0 ? positionals : PACKAGES, tell)) {
    const log = path.join(LOGS, `${program.name}.log`);
    const tests = (await testsOf(program)).filter((test) => new RegExp(values.run).test(test));
    tell(`running ${tests.length} tests of ${program.name}; what they say is in ${log}`);
    const ofPackage = await runTests(program, tests, log, (test, result) => tell(`${result}  ${test}`));
    for (const [test, result] of ofPackage) results.set(test, result);
  }

  const problems = [...verdict(results, EXPECTED_FAILURES), ...(await notRecorded())];
  const passed = [...results.values()].filter((result) => result === "passed").length;
  tell(`${passed} of ${results.size} passed`);
  for (const problem of problems) tell(problem);
  if (problems.length > 0) process.exitCode = 1;
}

/** What SUPPORTED.md says is known from a recording, and is not in it. */
async function notRecorded(): Promise<string[]> {
  const checked = Object.entries(OPERATIONS).map(async ([operation, { recording }]) =>
    recording === undefined || (await recordedOperations(recording)).some((call) => isCallOf(operation, call))
      ? []
      : [`the provider's recording ${recording} has no ${operation}`],
  );
  return (await Promise.all(checked)).flat();
}

function isCallOf(operation: string, call: string): boolean {
  return new RegExp(`^${operation.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(call);
}

void main();
