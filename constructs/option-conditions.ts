import { TerraformLocal, type TerraformCondition } from "cdktf";
import type { Construct } from "constructs";
import { conditionOn } from "./terraform/condition";
import { expression, quote, source } from "./terraform/expression";
import { isToken } from "./terraform/tokens";
import type { Option, Options } from "./validate-options";

/**
 * The conditions that Terraform holds the options of a prop to, once it knows the values of their tokens. Each refuses what the
 * option is refused for at synth, as far as Terraform can tell, and null: which resources there are was settled at synth.
 */
export function optionConditions<T extends object>(
  scope: Construct,
  prop: string,
  options: T,
  known: Options<T>,
): TerraformCondition[] {
  return Object.entries<Option>(known)
    .map(([name, option]) => ({ path: `${prop}.${name}`, option, value: options[name as keyof T] }))
    .filter(({ value }) => isToken(value))
    .map(({ path, option, value }) => (option.isSecret ? onSecret : onOption)(scope, path, option, value));
}

function onOption(scope: Construct, path: string, option: Option, value: unknown): TerraformCondition {
  const message = `${path} must be ${option.allowed}`;
  const shown = `${quote(`${message}, got: `).slice(0, -1)}\${substr(jsonencode(v), 0, 200)}"`;
  return conditionOn(scope, path, {
    value,
    problems: `[for v in [v] : ${shown} if !${holds(option)}]`,
    withoutValue: `${message}; its value is sensitive, and not shown`,
  });
}

/**
 * Without the value in any message, so that it may be ephemeral: Terraform shows no message that comes from what is. A local
 * value, because Terraform shows what a condition that does not hold refers to.
 */
function onSecret(scope: Construct, path: string, option: Option, value: unknown): TerraformCondition {
  const local = new TerraformLocal(
    scope,
    path,
    expression`nonsensitive(alltrue([for v in [${value}] : ${source(holds(option))}]))`,
  );
  return {
    condition: expression`${local.expression}`,
    errorMessage: `${path} must be ${option.allowed}; its value is not shown`,
  };
}

function holds({ inTerraform }: Option): string {
  return `try(${inTerraform}, false)`;
}
