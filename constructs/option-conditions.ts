import { TerraformLocal, type TerraformCondition } from "cdktf";
import type { Construct } from "constructs";
import { conditionOn } from "./terraform/condition";
import { expression, quote, source } from "./terraform/expression";
import { isToken } from "./terraform/tokens";
import type { Option, Options } from "./validate-options";

/**
 * The conditions on a prop's options that Terraform checks once it knows the values of their tokens. Each refuses what synth
 * would refuse, as far as Terraform can tell. It also refuses null, because synth has already decided which resources there are.
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
    withoutValue: `${message}; its value is sensitive and not shown`,
  });
}

/**
 * No message contains the value, so that it may be ephemeral: Terraform does not show a message derived from an ephemeral value.
 * The check is in a local value, because Terraform shows what a failed condition refers to.
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
