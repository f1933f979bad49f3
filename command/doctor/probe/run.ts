import { writeFileSync } from "node:fs";
import { confirmed, requireSomebody } from "../../confirmation";
import { EXIT_CODE } from "../../exit-code";
import { type TenantOptions, UsageError } from "../../options";
import { lackingScopes, managementApiOf } from "../../tenant/access-token";
import { describeError } from "../../tenant/api-error";
import { authenticate, reach } from "../../tenant/connect";
import { showDiagnoses } from "../report";
import { METADATA_KEY } from "./action-code";
import type { Answers } from "./answers";
import { findingsOf } from "./findings";
import { LOGINS, probe, type Person } from "./probe";
import { anonymousReport } from "./report";
import { PROBE_NAME, PROBE_SCOPES, TestBed } from "./test-bed";

export interface ProbeArguments {
  /** The id of the test user. */
  readonly user: string;
  /** The file to write the report to. */
  readonly report: string;
  readonly yes: boolean;
  readonly json: boolean;
}

/** @returns the exit code */
export async function runProbe(options: TenantOptions, { user, report, yes, json }: ProbeArguments): Promise<number> {
  if (!yes) requireSomebody("--yes");
  const bed = await layOut(options, user);
  console.error(announcement(options.domain, user));
  if (!yes && !(await confirmed("Continue?"))) return EXIT_CODE.notWell;

  const { answers, failure, left } = await probeAndClear(bed);
  for (const part of left) console.error(`could not be removed: ${part}; run the probe again, or remove it by hand`);
  if (failure) console.error(`the probe could not continue: ${describeError(failure).reason}`);
  if (!answers) return EXIT_CODE.couldNotRun;

  const anonymous = JSON.stringify(anonymousReport(answers, [options.domain, user], Date.now()), undefined, 2);
  writeFileSync(report, `${anonymous}\n`);
  const findings = findingsOf(answers);
  console.log(json ? anonymous : showDiagnoses(findings));
  console.error(`the report is in ${report}; it contains no id, no domain and no secret`);
  const isWell = left.length === 0 && findings.every(({ level }) => level !== "problem");
  return isWell ? EXIT_CODE.well : EXIT_CODE.notWell;
}

async function layOut(options: TenantOptions, user: string): Promise<TestBed> {
  const granted = await authenticate(options);
  const lacking = lackingScopes(granted.token, PROBE_SCOPES);
  if (lacking.length > 0) throw new UsageError(`the probe lacks the scopes ${lacking.join(", ")}; nothing was created`);
  const audience = managementApiOf(granted.token) ?? options.audience;
  const bed = new TestBed(reach(options.domain, granted), { domain: options.domain, audience }, user);
  await bed.requireUser();
  return bed;
}

const announcement = (
  domain: string,
  user: string,
) => `The probe creates the following in ${domain}, and removes it afterwards:
  an application "${PROBE_NAME}", which may only list sessions
  an Action "${PROBE_NAME}", bound to post-login before all others, which does nothing at other users' logins
  app_metadata.${METADATA_KEY} of ${user}
It asks you to log in as ${user} ${LOGINS} times, and ends the sessions of these logins. Choose a test user whom nobody else needs.
It first removes whatever an earlier probe left behind.`;

const person: Person = {
  signIn: (n) =>
    console.error(
      `log in to any of the tenant's applications as the test user, in a new private window, and close the window: login ${n} of ${LOGINS}`,
    ),
  tell: (what) => console.error(`${what}; waiting`),
};

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

interface Outcome {
  /** Undefined if the probe was interrupted or failed. */
  answers?: Answers;
  failure?: unknown;
  /** What could not be removed, and why. */
  left: string[];
}

/** Whatever happens, everything that the probe created is removed before the process ends. */
async function probeAndClear(bed: TestBed): Promise<Outcome> {
  const interruption = new AbortController();
  const interrupt = () => {
    console.error("interrupted; removing what the probe created");
    interruption.abort();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  const left = await bed.clear();
  if (left.length > 0) return { left };
  const outcome: Outcome = { left };
  try {
    outcome.answers = await probe(bed, person, interruption.signal);
  } catch (error) {
    if (!interruption.signal.aborted) outcome.failure = error;
  }
  outcome.left = await bed.clear();
  for (const signal of SIGNALS) process.off(signal, interrupt);
  return outcome;
}
