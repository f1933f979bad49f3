import type { PolicyDocument } from "../../contract/policy";
import { readAction } from "../doctor/examination/actions";
import { UsageError } from "../options";
import type { TenantReader } from "../tenant/tenant-reader";

/**
 * The policy of the Action that is deployed under a name.
 *
 * @throws UsageError if there is no such Action, or if its policy cannot be read
 */
export async function readDeployedPolicy(reader: TenantReader, name: string): Promise<PolicyDocument> {
  const action = await readAction(reader, name);
  if (action === undefined)
    throw new UsageError(`the Action "${name}" cannot be read: ${reader.unread.at(-1)?.reason}`);
  if (!action?.deployed) {
    throw new UsageError(`no Action "${name}" is deployed; pass --name, or --policy with a policy file`);
  }
  const { head } = action.deployed;
  if (head) return head.policy;
  throw new UsageError(
    `the code of the Action "${name}" does not begin with a policy that this version knows; redeploy with the same package version as this command, or pass --policy`,
  );
}
