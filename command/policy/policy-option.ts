import type { Command } from "commander";
import type { PolicyDocument } from "../../contract/policy";
import { readTenantOptions } from "../options";
import { readPolicyFile } from "./policy-file";

export function addPolicyOption(command: Command): Command {
  return command.option(
    "--policy <file>",
    "a policy for the construct, in JSON, or a synthesized stack, cdk.tf.json (default: the deployed Action's policy)",
  );
}

export interface PolicyArguments {
  domain?: string;
  name: string;
  policy?: string;
}

/** The policy that a command works with: from a file if one is given, otherwise from the tenant. */
export async function choosePolicy({ domain, name, policy: file }: PolicyArguments): Promise<PolicyDocument> {
  if (file !== undefined) return readPolicyFile(file, name);
  // A policy from a file does without these modules, which load Auth0's SDK.
  const { connect } = await import("../tenant/connect.js");
  const { readDeployedPolicy } = await import("./deployed-policy.js");
  return readDeployedPolicy(await connect(readTenantOptions(domain, process.env)), name);
}
