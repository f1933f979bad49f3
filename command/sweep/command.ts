import { Option, type Command } from "commander";
import { confirmed } from "../confirmation";
import { EXIT_CODE } from "../exit-code";
import { addTenantOptions, CREDENTIALS_HELP, readTenantOptions, UsageError } from "../options";
import { addPolicyOption, choosePolicy, type PolicyArguments } from "../policy/policy-option";
import { USER_SCOPES } from "../preview/command";
import { withProgress } from "../progress";
import { addShareOption, type ShareArguments } from "../tenant/share";
import { addUserOptions, readCount, type UserArguments } from "../users/choice";
import type { Journal } from "./journal";

/** The arguments, as the parser returns them. */
interface Arguments extends PolicyArguments, Partial<UserArguments>, ShareArguments {
  json: boolean;
  journal: string;
  limit?: number;
  dryRun: boolean;
  yes: boolean;
  showUsers: boolean;
}

const HELP = `${CREDENTIALS_HELP}${USER_SCOPES}  delete:sessions             to end them
  delete:refresh_tokens       if the policy revokes refresh tokens

If a sweep is interrupted, run the same command again: it continues from its journal. The journal names users and sessions;
delete it when you are done.

Exit code: 0 if every session that was shown has been dealt with, 1 if some are left, 2 if the sweep could not run.
`;

export function addSweep(program: Command): void {
  const command = addPolicyOption(addTenantOptions(program.command("sweep")));
  addShareOption(addUserOptions(command))
    .summary("enforce the limit on everybody now, without waiting for their next login")
    .description(
      `Shows what preview shows, asks for confirmation, and then ends exactly the sessions that it showed. It leaves alone any
session that has appeared in the meantime, and any that the policy now allows.`,
    )
    .addOption(
      new Option("--journal <file>", "where to record what has been done").default("single-session-sweep.jsonl"),
    )
    .option("--limit <number>", "how many sessions to end at most in this run", readCount)
    .option("--dry-run", "show which sessions would end, but end none", false)
    .option("--yes", "do not ask for confirmation", false)
    .option("--show-users", "name users by their ids", false)
    .addHelpText("after", HELP)
    .action(async (args: Arguments) => {
      process.exitCode = await run(args);
    });
}

async function run(args: Arguments): Promise<number> {
  const policy = await choosePolicy(args);
  if (policy.enforcement === "report-only") {
    throw new UsageError('the policy is "report-only", which ends nothing; deploy it with enforcement "enforce" first');
  }
  // These modules load Auth0's SDK, so a command that asks no tenant does without them.
  const { connect } = await import("../tenant/connect.js");
  const { Pace } = await import("../tenant/pace.js");
  const { Journal } = await import("./journal.js");
  const { sweep } = await import("./sweep.js");

  const options = readTenantOptions(args.domain, process.env);
  const reader = await connect(options, new Pace(args.share));
  const earlier = args.dryRun ? undefined : Journal.open(args.journal, options.domain);
  if (earlier) console.error(resumption(args.journal, earlier));
  const targets = earlier ? earlier.remaining : await plan(args, policy, reader);
  if (args.dryRun || targets.length === 0) return EXIT_CODE.well;

  const most = Math.min(targets.length, args.limit ?? Infinity);
  if (!args.yes && !(await confirmed(`End ${most} sessions now?`, "--yes to end the sessions, or --dry-run"))) {
    return EXIT_CODE.notWell;
  }
  const journal = earlier ?? Journal.create(args.journal, { domain: options.domain, targets });
  await withProgress("sessions", most, (step) => sweep(reader, policy, journal, most, step));
  conclude(journal, args.json);
  return journal.remaining.length === 0 ? EXIT_CODE.well : EXIT_CODE.notWell;
}

function resumption(file: string, { remaining }: Journal): string {
  if (remaining.length > 0) return `continuing from ${file}: ${remaining.length} sessions are left`;
  return `the sweep of ${file} is complete; to start a new one, delete the file or name another one with --journal`;
}

/** The sessions that are over the limit now. Shows them as `preview` does. */
async function plan(
  args: Arguments,
  policy: Awaited<ReturnType<typeof choosePolicy>>,
  reader: Awaited<ReturnType<typeof import("../tenant/connect.js").connect>>,
) {
  const { preview } = await import("../preview/preview.js");
  const { hashOf, previewInText } = await import("../preview/report.js");
  const result = await preview(reader, policy, args);
  const text = previewInText(result, args.showUsers ? (user) => user : hashOf);
  (args.json ? console.error : console.log)(text);
  return result.verdicts.flatMap(({ user, ending }) => ending.map((session) => ({ user, session })));
}

function conclude(journal: Journal, json: boolean): void {
  const counts = {
    ended: journal.count("ended"),
    gone: journal.count("gone"),
    spared: journal.count("spared"),
    failed: journal.count("failed"),
    left: journal.remaining.length,
  };
  if (json) return console.log(JSON.stringify(counts, undefined, 2));
  console.log(
    `${counts.ended} sessions ended; ${counts.gone} were already gone; ${counts.spared} are now within the limit; ${counts.left} are left`,
  );
}
