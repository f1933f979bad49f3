#!/usr/bin/env node
import { diagnose } from "./diagnosis";
import { examine } from "./examination/examination";
import { readOptions, USAGE, UsageError } from "./options";
import { describeDiagnoses } from "./report";

/** What the doctor ends with; documented in its usage. */
const EXIT_CODE = { healthy: 0, problems: 1, couldNotRun: 2 };

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === "help") {
    console.log(USAGE);
    return EXIT_CODE.healthy;
  }

  const { domain, name, requireDeployed } = options;
  const facts = await examine(options, () => console.error("the tenant is at its rate limit; waiting"));
  const findings = diagnose(facts, { requireDeployed });
  const healthy = findings.every(({ level }) => level !== "problem");

  if (options.json) {
    const policy = facts.tenant?.action?.deployed?.head?.policy;
    console.log(JSON.stringify({ domain, name, healthy, policy, findings }, undefined, 2));
  } else {
    console.log(describeDiagnoses(findings));
  }
  return healthy ? EXIT_CODE.healthy : EXIT_CODE.problems;
}

main().then(
  (exitCode) => (process.exitCode = exitCode),
  (error: unknown) => {
    console.error(error instanceof UsageError ? `${error.message}\n"--help" tells more` : error);
    process.exitCode = EXIT_CODE.couldNotRun;
  },
);
