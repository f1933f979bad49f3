import type { PolicyDocument } from "../../contract/policy";
import { withProgress } from "../progress";
import type { TenantReader } from "../tenant/tenant-reader";
import { Accounts } from "../users/accounts";
import { chooseUsers, type UserArguments } from "../users/choice";
import { TenantDirectory } from "../users/tenant-directory";
import { summarize, type Summary } from "./summary";
import { judge, type Verdict } from "./verdict";

export interface Preview {
  readonly summary: Summary;
  readonly verdicts: readonly Verdict[];
}

/** Finds out what the policy would do to the tenant's users now. Changes nothing. */
export async function preview(
  reader: TenantReader,
  policy: PolicyDocument,
  args: Partial<UserArguments>,
): Promise<Preview> {
  const { count, sampled, users } = await chooseUsers(new TenantDirectory(reader), args, Date.now());
  const accounts = new Accounts(reader, policy);
  const verdicts = await withProgress("users", count, async (step) => {
    const judged: Verdict[] = [];
    for await (const user of users) {
      judged.push(judge(await accounts.read(user), policy, Date.now()));
      step();
    }
    return judged;
  });
  return { summary: summarize(verdicts, { sampled }), verdicts };
}
