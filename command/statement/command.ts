import type { Command } from "commander";
import { statementInMarkdown, statementOf } from "../../contract/statement/statement";
import { addTenantOptions, CREDENTIALS_HELP } from "../options";
import { addPolicyOption, choosePolicy, type PolicyArguments } from "../policy/policy-option";

const HELP = `${CREDENTIALS_HELP}
Scopes of the Management API, unless --policy is given:
  read:actions
`;

export function addStatement(program: Command): void {
  addPolicyOption(addTenantOptions(program.command("statement")))
    .summary("say in words what a policy does, for an auditor")
    .description(
      `Says in sentences what a session policy does, how it meets the requirements that auditors commonly name, and what it does
not cover. Prints Markdown.`,
    )
    .addHelpText("after", HELP)
    .action(async ({ json, ...args }: PolicyArguments & { json: boolean }) => {
      const statement = statementOf(await choosePolicy(args));
      console.log(json ? JSON.stringify(statement, undefined, 2) : statementInMarkdown(statement));
    });
}
