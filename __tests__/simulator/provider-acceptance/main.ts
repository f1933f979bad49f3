import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { OPERATIONS } from "../../../simulator/management-api/evidence";
import { EXPECTED_FAILURES, PACKAGES } from "./expected-failures";
import { type Result, runTests } from "./run-tests";
import { recordings, testPrograms } from "./test-programs";
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
    tell(`running the tests of ${program.name}; what they say is in ${log}`);
    const ofPackage = await runTests(program, values.run, log, (test, result) => tell(`${result}  ${test}`));
    for (const [test, result] of ofPackage) results.set(test, result);
  }

  const known = new Set(await recordings());
  const named = Object.values(OPERATIONS).flatMap(({ recording }) => recording ?? []);
  const problems = [
    ...verdict(results, EXPECTED_FAILURES),
    ...named.filter((name) => !known.has(name)).map((name) => `the provider has no recording ${name}`),
  ];
  const passed = [...results.values()].filter((result) => result === "passed").length;
  tell(`${passed} of ${results.size} passed`);
  for (const problem of problems) tell(problem);
  if (problems.length > 0) process.exitCode = 1;
}

void main();
