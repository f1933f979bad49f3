import { Option, type Command } from "commander";
import { EXIT_CODE } from "../exit-code";
import { addTenantOptions, CREDENTIALS_HELP, readTenantOptions } from "../options";
import { readDoctorOptions } from "./options";

/** The arguments, as the parser returns them. */
interface Arguments {
  domain?: string;
  name: string;
  json: boolean;
  requireDeployed: boolean;
  probe?: string;
  report: string;
  yes: boolean;
}

const HELP = `${CREDENTIALS_HELP}
For ManagementCredentials.existing(), or if the tenant does not show the secret:
  SINGLE_SESSION_CLIENT_ID                the application that you provided
  SINGLE_SESSION_CLIENT_SECRET            the client secret that the Action was given

Scopes of the Management API:
  read:clients, read:client_grants, read:actions   needed
  read:client_keys                                 to try the application's secret, unless you provide it
  read:users, read:sessions                        to try the session endpoints on an existing user, and to check whether the
                                                   limit holds for the ten users who logged in last
  read:roles, read:organizations                   for the same, if the policy's rules need them
  read:logs                                        to check whether the Action's own calls succeed
  read:tenant_settings                             to check a flag that matters if refresh tokens are revoked
  read:mfa_policies                                to check whether a second factor is asked for too late

With --probe, which creates an Action and an application in the tenant and removes them afterwards:
  create:clients, read:clients, delete:clients, read:client_keys, create:client_grants,
  create:actions, read:actions, update:actions, delete:actions,
  read:users, update:users, read:sessions, delete:sessions

Exit code: 0 if there are no problems, 1 if there are, 2 if the doctor could not run.
`;

export function addDoctor(program: Command): void {
  addTenantOptions(program.command("doctor"))
    .summary("find out what is wrong with a tenant")
    .description(
      `Examines an Auth0 tenant before or after a SingleSessionConstruct is deployed to it, and says what it found, why that
matters and what to do. Changes nothing. With --probe, it tries the tenant out instead of examining it.`,
    )
    .option("--require-deployed", "treat it as a problem if nothing is deployed under that name", false)
    .option(
      "--probe <user-id>",
      "find out on a live tenant what Auth0 does not document, with a test user as whom you log in three times",
    )
    .addOption(new Option("--report <file>", "where to write the probe's report").default("single-session-probe.json"))
    .option("--yes", "do not ask for confirmation before the probe", false)
    .addHelpText("after", HELP)
    .action(async (args: Arguments) => {
      process.exitCode = await (args.probe === undefined ? visit(args) : probeWith({ ...args, user: args.probe }));
    });
}

async function visit({ domain, name, json, requireDeployed }: Arguments): Promise<number> {
  const options = readDoctorOptions(domain, name, process.env);
  // Not loaded for a command that asks no tenant: it brings Auth0's SDK along.
  const { examine } = await import("./examination/examination.js");
  const { diagnose } = await import("./diagnosis.js");
  const { showDiagnoses } = await import("./report.js");

  const facts = await examine(options, () => console.error("the tenant is at its rate limit; waiting"));
  const findings = diagnose(facts, { requireDeployed });
  const healthy = findings.every(({ level }) => level !== "problem");
  if (json) {
    const policy = facts.tenant?.action?.deployed?.head?.policy;
    console.log(JSON.stringify({ domain: options.domain, name, healthy, policy, findings }, undefined, 2));
  } else {
    console.log(showDiagnoses(findings));
  }
  return healthy ? EXIT_CODE.well : EXIT_CODE.notWell;
}

async function probeWith({ domain, ...args }: Arguments & { user: string }): Promise<number> {
  const options = readTenantOptions(domain, process.env);
  // Not loaded for a command that asks no tenant: it brings Auth0's SDK along.
  const { runProbe } = await import("./probe/run.js");
  return runProbe(options, args);
}
