import { readFileSync } from "node:fs";
import { readActionHead } from "../../contract/action-head";
import { isPlainObject } from "../../contract/fields";
import type { PolicyDocument } from "../../contract/policy";
import { POLICY } from "../../contract/policy-fields";
import { problemsOf } from "../../contract/policy-problems";
import { readPolicy } from "../../contract/policy-reader";
import { UsageError } from "../options";

/**
 * Reads the policy from a file. The file contains either the construct's `policy` as JSON, or a synthesized stack, `cdk.tf.json`,
 * with a construct of the given name.
 *
 * @throws UsageError if the file contains no policy, an invalid one, or one with values that only Terraform knows
 */
export function readPolicyFile(file: string, name: string): PolicyDocument {
  const document = parse(read(file), file);
  const actions = actionsOf(document);
  const policy = actions ? policyOf(actions, name, file) : document;
  const problems = problemsOf(POLICY, policy, "policy");
  if (problems.length > 0) throw new UsageError(`${file}:\n${problems.join("\n")}`);
  return readPolicy(policy)!.policy;
}

function read(file: string): string {
  try {
    // Editors on Windows begin a file with a byte order mark.
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new UsageError(`the policy cannot be read: ${(error as Error).message}`);
  }
}

function parse(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${source} is not JSON: ${(error as Error).message}`);
  }
}

interface SynthesizedAction {
  name?: unknown;
  code?: unknown;
}

/** The Actions of a synthesized stack; undefined if the document is not a synthesized stack. */
function actionsOf(document: unknown): SynthesizedAction[] | undefined {
  if (!isPlainObject(document) || !isPlainObject(document.resource)) return undefined;
  return Object.values((document.resource.auth0_action ?? {}) as Record<string, SynthesizedAction>);
}

function policyOf(actions: SynthesizedAction[], name: string, file: string): unknown {
  const action = actions.find((candidate) => candidate.name === name);
  const head = action && readActionHead(String(action.code));
  if (!head) {
    const names = actions.map((candidate) => `"${String(candidate.name)}"`).join(", ") || "none";
    throw new UsageError(
      `${file} holds no Action "${name}" with a policy; the Actions in it are: ${names}; pass --name`,
    );
  }
  const unescaped = head.policy.replace(/([$%])\1\{|\$\{/g, (opening, mark?: string) => {
    if (mark !== undefined) return `${mark}{`;
    throw new UsageError(
      `the policy in ${file} contains values that only Terraform knows, such as ${opening}…}; deploy it instead`,
    );
  });
  return parse(unescaped, file);
}
