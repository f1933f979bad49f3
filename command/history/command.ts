import { Option, type Command } from "commander";
import { EXIT_CODE } from "../exit-code";
import { addTenantOptions, CREDENTIALS_HELP, readTenantOptions } from "../options";
import { addPolicyOption, choosePolicy, type PolicyArguments } from "../policy/policy-option";
import { readCount, readDate } from "../users/choice";
import type { PeriodLength } from "./period";

/** As the argument parser gives them. */
interface Arguments extends PolicyArguments {
  json: boolean;
  since?: number;
  by: PeriodLength;
  slices: number;
  executions: number;
  showUsers: boolean;
}

const DAY = 24 * 60 * 60 * 1000;

/** It leaves the other half of the tenant's rate limit to others. */
const SHARE = 0.5;

const HELP = `${CREDENTIALS_HELP}
For ManagementCredentials.existing():
  SINGLE_SESSION_CLIENT_ID    the application that you brought

Scopes of the Management API:
  read:logs       needed
  read:actions    needed, for the policy and for how long the Action took
  read:clients    unless SINGLE_SESSION_CLIENT_ID is set

It uses half of the tenant's rate limit at most.

Exit code: 0 if there is nothing to warn of, 1 if there is, 2 if the history could not be read.
`;

export function addHistory(program: Command): void {
  addPolicyOption(addTenantOptions(program.command("history")))
    .summary("say what the policy has done")
    .description(
      `Reads the tenant's log for the sessions that the policy ended, the refresh tokens of devices that it revoked, the logins
that it refused and the executions that failed, and executions of the Action for how long it took. Warns of places that end each other's sessions in turn, and of executions
that failed. Changes nothing. Names users by a hash unless --show-users is given.`,
    )
    .option(
      "--since <date>",
      "since when, such as 2026-11-01, as far back as the log goes (default: 7 days ago)",
      readDate,
    )
    .addOption(new Option("--by <period>", "what to count by, in UTC").choices(["day", "hour"]).default("day"))
    .option(
      "--slices <number>",
      "how much to read of a day or an hour with more than 1000 events: about as many slices of up to 1000, drawn at random",
      readCount,
      4,
    )
    .option("--executions <number>", "how many executions to look at for how long the Action took", readCount, 200)
    .option("--show-users", "name users by their ids, and the places that they sign in from", false)
    .addHelpText("after", HELP)
    .action(async (args: Arguments) => {
      process.exitCode = await tell(args);
    });
}

async function tell({ since, json, showUsers, ...args }: Arguments): Promise<number> {
  const now = Date.now();
  const options = readTenantOptions(args.domain, process.env);
  const policy = await choosePolicy(args);
  // Not loaded for a command that asks no tenant: it brings Auth0's SDK along.
  const { connect } = await import("../tenant/connect.js");
  const { Pace } = await import("../tenant/pace.js");
  const { history } = await import("./history.js");
  const { historyInJson, historyInText, warningsOf } = await import("./report.js");

  const window = { start: since ?? now - 7 * DAY, end: now };
  const clientId = process.env.SINGLE_SESSION_CLIENT_ID || undefined;
  const reader = await connect(options, new Pace(SHARE));
  const result = await history(reader, { ...args, policy, clientId, window });
  console.log(json ? JSON.stringify(historyInJson(result, showUsers), undefined, 2) : historyInText(result, showUsers));
  return warningsOf(result, showUsers).length === 0 ? EXIT_CODE.well : EXIT_CODE.notWell;
}
