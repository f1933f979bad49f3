import { Option, type Command } from "commander";
import { addTenantOptions, CREDENTIALS_HELP, readTenantOptions } from "../options";
import { addPolicyOption, choosePolicy, type PolicyArguments } from "../policy/policy-option";
import { addShareOption, type ShareArguments } from "../tenant/share";
import { addUserOptions, type UserArguments } from "../users/choice";

/** As the argument parser gives them. */
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

const STATISTICS_SCOPE = `  read:stats                  for the calls a second that the policy will need, which are left out without it
`;

export function addPreview(program: Command): void {
  const command = addPolicyOption(addTenantOptions(program.command("preview")));
  addShareOption(addUserOptions(command))
    .summary("say what a policy would do to the users of a tenant now")
    .description(
      `Reads the live sessions of a tenant's users, and their refresh tokens if the policy limits devices, and says which of them a
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
  // Not loaded for a command that asks no tenant: it brings Auth0's SDK along.
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
  const told = load ? loadInText(load) : [`the calls a second that the policy will need are not known: ${without}`];
  console.log([previewInText(result, nameOf), ...told].join("\n"));
}
