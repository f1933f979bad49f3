import type { Command } from "commander";
import type { PolicyDocument } from "../../contract/policy";
import { readTenantOptions } from "../options";
import { readPolicyFile } from "./policy-file";

export function addPolicyOption(command: Command): Command {
  return command.option(
    "--policy <file>",
    "a policy as the construct takes it, in JSON, or a synthesized stack, cdk.tf.json (default: that of the deployed Action)",
  );
}

export interface PolicyArguments {
  domain?: string;
  name: string;
  policy?: string;
}

/** The policy that a command is about: of a file, else of the tenant. */
export async function choosePolicy({ domain, name, policy: file }: PolicyArguments): Promise<PolicyDocument> {
  if (file !== undefined) return readPolicyFile(file, name);
  // Not loaded for a policy from a file: it brings Auth0's SDK along.
  const { connect } = await import("../tenant/connect.js");
  const { readDeployedPolicy } = await import("./deployed-policy.js");
  return readDeployedPolicy(await connect(readTenantOptions(domain, process.env)), name);
}
