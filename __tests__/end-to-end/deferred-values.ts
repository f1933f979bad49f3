import { writeFileSync } from "node:fs";
import path from "node:path";
import { TerraformVariable, type TerraformStack } from "cdktf";
import { CommandError } from "../../terraform/command";
import type { Deployment } from "./deployment";

/** Makes a token of a value: that of a variable, which only Terraform knows. */
export type Defer = (value: unknown, options?: { type?: string; sensitive?: boolean; ephemeral?: boolean }) => unknown;

/** Replaces the configuration, and gives its variables their values. */
export async function configureWithVariables(
  deployment: Deployment,
  build: (stack: TerraformStack, defer: Defer) => void,
): Promise<void> {
  const values: Record<string, unknown> = {};
  await deployment.configure((stack) =>
    build(stack, (value, { type = "any", sensitive, ephemeral } = {}) => {
      const name = `value${Object.keys(values).length}`;
      values[name] = value;
      const variable = new TerraformVariable(stack, name, { type, sensitive });
      // cdktf 0.21 has no property for it.
      if (ephemeral) variable.addOverride("ephemeral", true);
      return variable.value as unknown;
    }),
  );
  writeFileSync(path.join(deployment.folder, "terraform.tfvars.json"), JSON.stringify(values));
}

export interface Diagnostic {
  readonly summary: string;
  readonly detail: string;
  /** Where in the configuration it is. */
  readonly snippet?: { readonly context: string };
}

/** What Terraform says of a plan, and the lines that it writes. */
export async function planOf(deployment: Deployment): Promise<{ diagnostics: Diagnostic[]; text: string }> {
  const text = await planText(deployment);
  const lines = text.split("\n").filter(Boolean);
  const messages = lines.map((line) => JSON.parse(line) as { diagnostic?: Diagnostic });
  return { diagnostics: messages.flatMap(({ diagnostic }) => diagnostic ?? []), text };
}

async function planText(deployment: Deployment): Promise<string> {
  try {
    return (await deployment.command("plan", "-json", "-input=false")).stdout;
  } catch (error) {
    if (error instanceof CommandError) return error.stdout;
    throw error;
  }
}
