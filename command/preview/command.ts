import { Option, type Command } from "commander";
import { addTenantOptions, CREDENTIALS_HELP, readTenantOptions } from "../options";
import { addPolicyOption, choosePolicy, type PolicyArguments } from "../policy/policy-option";
import { addShareOption, type ShareArguments } from "../tenant/share";
import { addUserOptions, type UserArguments } from "../users/choice";

/** The arguments, as the parser returns them. */
interface Arguments extends PolicyArguments, Partial<UserArguments>, ShareArguments {
  json: boolean;
  csv: boolean;
  showUsers: boolean;
}

export const USER_SCOPES = `
Scopes of the Management API:
  read:users, read:sessions   needed
  read:actions                unless --policy is given
  read:roles                  if a rule of the policy asks for roles
  read:organizations          if a rule of the policy asks for organizations
  read:refresh_tokens         if the policy has refreshTokens "revoke-others"
`;

const STATISTICS_SCOPE = `  read:stats                  to estimate how many calls a second the policy will need; optional
`;

export function addPreview(program: Command): void {
  const command = addPolicyOption(addTenantOptions(program.command("preview")));
  addShareOption(addUserOptions(command))
    .summary("show what a policy would do to a tenant's users now")
    .description(
      `Reads the live sessions of a tenant's users, and their refresh tokens if the policy limits devices, and shows which of them a
policy would end, and by which of its limits, deciding as the Action does. Changes nothing. Names users by a hash unless
--show-users is given.`,
    )
    .addOption(
      new Option("--csv", "print a line for each session or device over the limit").default(false).conflicts("json"),
    )
    .option("--show-users", "name users by their ids", false)
    .addHelpText("after", `${CREDENTIALS_HELP}${USER_SCOPES}${STATISTICS_SCOPE}`)
    .action(show);
}

async function show(args: Arguments): Promise<void> {
  const policy = await choosePolicy(args);
  // These modules load Auth0's SDK, so a command that asks no tenant does without them.
  const { connect } = await import("../tenant/connect.js");
  const { Pace } = await import("../tenant/pace.js");
  const { preview } = await import("./preview.js");
  const { loadInText, loadOf } = await import("./load.js");
  const { readDays } = await import("./login-statistics.js");
  const { hashOf, previewInCsv, previewInJson, previewInText } = await import("./report.js");

  const reader = await connect(readTenantOptions(args.domain, process.env), new Pace(args.share));
  const result = await preview(reader, policy, args);
  const nameOf = args.showUsers ? (user: string) => user : hashOf;
  if (args.csv) return void process.stdout.write(previewInCsv(result, nameOf));

  const days = await readDays(reader, Date.now());
  const load = days && loadOf(days, policy, reader.rateLimit?.limit);
  if (args.json) return console.log(JSON.stringify({ ...previewInJson(result, nameOf), load }, undefined, 2));
  const without = days ? "nobody logged in within the last 30 days" : reader.unread.at(-1)!.reason;
  const told = load ? loadInText(load) : [`it is not known how many calls a second the policy will need: ${without}`];
  console.log([previewInText(result, nameOf), ...told].join("\n"));
}
