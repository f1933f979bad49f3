import { Option, type Command } from "commander";
import { confirmed, requireSomebody } from "../confirmation";
import { EXIT_CODE } from "../exit-code";
import { addTenantOptions, CREDENTIALS_HELP, readTenantOptions, UsageError } from "../options";
import { addPolicyOption, choosePolicy, type PolicyArguments } from "../policy/policy-option";
import { USER_SCOPES } from "../preview/command";
import { kindOf } from "../preview/verdict";
import { withProgress } from "../progress";
import { addShareOption, type ShareArguments } from "../tenant/share";
import { addUserOptions, readCount, type UserArguments } from "../users/choice";
import type { Journal, Target } from "./journal";

/** The arguments, as the parser returns them. */
interface Arguments extends PolicyArguments, Partial<UserArguments>, ShareArguments {
  json: boolean;
  journal: string;
  limit?: number;
  dryRun: boolean;
  yes: boolean;
  showUsers: boolean;
}

const HELP = `${CREDENTIALS_HELP}${USER_SCOPES}  delete:sessions             to end sessions
  delete:refresh_tokens       if the policy revokes refresh tokens

If a sweep is interrupted, run the same command again: it continues from its journal. The journal names users, sessions and
devices; delete it when you are done.

Exit code: 0 if everything that was shown has been dealt with, 1 if something is left, 2 if the sweep could not run.
`;

export function addSweep(program: Command): void {
  const command = addPolicyOption(addTenantOptions(program.command("sweep")));
  addShareOption(addUserOptions(command))
    .summary("enforce the limit on everybody now, without waiting for their next login")
    .description(
      `Shows what preview shows, asks for confirmation, and then ends exactly the sessions and devices that it showed. It leaves
alone what has appeared in the meantime, and what the policy now allows.`,
    )
    .addOption(
      new Option("--journal <file>", "where to record what has been done").default("single-session-sweep.jsonl"),
    )
    .option("--limit <number>", "how many sessions and devices to end at most in this run", readCount)
    .option("--dry-run", "show what would end, but end nothing", false)
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
  if (!args.yes && !args.dryRun) requireSomebody("--yes to end what it shows, or --dry-run");
  // These modules load Auth0's SDK, so a command that asks no tenant does without them.
  const { connect } = await import("../tenant/connect.js");
  const { Pace } = await import("../tenant/pace.js");
  const { Journal } = await import("./journal.js");
  const { sweep } = await import("./sweep.js");

  const options = readTenantOptions(args.domain, process.env);
  const reader = await connect(options, new Pace(args.share));
  const earlier = args.dryRun ? undefined : Journal.open(args.journal, options.domain);
  if (!args.dryRun && !earlier) Journal.requirePlace(args.journal);
  if (earlier) console.error(resumption(args.journal, earlier));
  const targets = earlier ? earlier.remaining : await plan(args, policy, reader);
  if (args.dryRun || targets.length === 0) return EXIT_CODE.well;

  const most = Math.min(targets.length, args.limit ?? Infinity);
  if (!args.yes && !(await confirmed(`End ${nounFor(targets)} now (${most})?`))) return EXIT_CODE.notWell;
  const journal = earlier ?? Journal.create(args.journal, { domain: options.domain, targets });
  await withProgress(nounFor(targets), most, (step) => sweep(reader, policy, journal, most, step));
  conclude(journal, args.json);
  return journal.remaining.length === 0 ? EXIT_CODE.well : EXIT_CODE.notWell;
}

function nounFor(targets: readonly Target[]): string {
  return targets.some(({ kind }) => kind === "device") ? "sessions and devices" : "sessions";
}

function resumption(file: string, { remaining }: Journal): string {
  if (remaining.length > 0) return `continuing from ${file}; ${nounFor(remaining)} left: ${remaining.length}`;
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
  return result.verdicts.flatMap(({ user, ending }) =>
    ending.map(({ place }): Target => ({ user, kind: kindOf(place), id: place.id })),
  );
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
    `${nounFor(journal.targets)} ended: ${counts.ended}; already gone: ${counts.gone}; now within the limit: ${counts.spared}; left: ${counts.left}`,
  );
}
