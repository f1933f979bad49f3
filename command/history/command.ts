import { Option, type Command } from "commander";
import { EXIT_CODE } from "../exit-code";
import { addTenantOptions, CREDENTIALS_HELP, readTenantOptions } from "../options";
import { addPolicyOption, choosePolicy, type PolicyArguments } from "../policy/policy-option";
import { readCount, readDate } from "../users/choice";
import type { PeriodLength } from "./period";

/** The arguments, as the parser returns them. */
interface Arguments extends PolicyArguments {
  json: boolean;
  since?: number;
  by: PeriodLength;
  slices: number;
  executions: number;
  showUsers: boolean;
}

const DAY = 24 * 60 * 60 * 1000;

/** The share of the tenant's rate limit that the command uses. */
const SHARE = 0.5;

const HELP = `${CREDENTIALS_HELP}
For ManagementCredentials.existing():
  SINGLE_SESSION_CLIENT_ID    the application that you provided

Scopes of the Management API:
  read:logs       needed
  read:actions    needed, for the policy and for how long the Action took
  read:clients    unless SINGLE_SESSION_CLIENT_ID is set

It uses at most half of the tenant's rate limit.

Exit code: 0 if there are no warnings, 1 if there are, 2 if the history could not be read.
`;

export function addHistory(program: Command): void {
  addPolicyOption(addTenantOptions(program.command("history")))
    .summary("show what the policy has done")
    .description(
      `Reads the tenant's log for the sessions that the policy ended, the calls that revoked refresh tokens of devices, the logins
that it refused and the executions that failed, and reads executions of the Action to see how long it took. Warns about places
that end each other's sessions in turn, and about executions that failed. Changes nothing. Names users by a hash unless
--show-users is given.`,
    )
    .option(
      "--since <date>",
      "how far back to look, such as 2026-11-01; the log may not go back that far (default: 7 days ago)",
      readDate,
    )
    .addOption(new Option("--by <period>", "the period to count by, in UTC").choices(["day", "hour"]).default("day"))
    .option(
      "--slices <number>",
      "how much to read if a day or an hour has more than 1000 events: about this many slices of up to 1000, drawn at random",
      readCount,
      4,
    )
    .option("--executions <number>", "how many executions to read to see how long the Action took", readCount, 200)
    .option("--show-users", "name users by their ids, and show the places that they sign in from", false)
    .addHelpText("after", HELP)
    .action(async (args: Arguments) => {
      process.exitCode = await tell(args);
    });
}

async function tell({ since, json, showUsers, ...args }: Arguments): Promise<number> {
  const now = Date.now();
  const options = readTenantOptions(args.domain, process.env);
  const policy = await choosePolicy(args);
  // These modules load Auth0's SDK, so a command that asks no tenant does without them.
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
