import { type TerraformCondition, TerraformLocal, type TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import { expression, source } from "./expression";

export interface ConditionProps {
  /** A value that only Terraform knows. */
  readonly value: unknown;
  /** The source text of a list of everything that is wrong with the value, which it calls `v`. Each entry is a message. */
  readonly problems: string;
  /** The message that replaces the problems if the value is sensitive, because the problems show it. */
  readonly withoutValue: string;
}

/** The lifecycle of a resource that is created or changed only if the conditions hold; undefined if there are no conditions. */
export function holding(precondition: TerraformCondition[]): TerraformResourceLifecycle | undefined {
  return precondition.length > 0 ? { precondition } : undefined;
}

/**
 * A condition that holds if nothing is wrong with a value. The problems are in a local value, because Terraform quotes a
 * condition that fails.
 *
 * @param id the local value's name
 */
export function conditionOn(
  scope: Construct,
  id: string,
  { value, problems, withoutValue }: ConditionProps,
): TerraformCondition {
  // A string that contains a token which turns out to be null is an error in Terraform.
  const known = typeof value === "string" ? expression`try(${value}, "")` : value;
  const found = expression`flatten([for v in [${known}] : ${source(problems)}])`;
  const told = expression`[for problem in ${found} : issensitive(jsonencode(${known})) ? ${withoutValue} : problem]`;
  // Nothing secret is left here. Without `nonsensitive`, Terraform would not show a message derived from a sensitive value.
  const local = new TerraformLocal(scope, id, expression`nonsensitive(distinct(${told}))`);
  return {
    condition: expression`length(${local.expression}) == 0`,
    errorMessage: expression`join(${"\n"}, ${local.expression})`.toString(),
  };
}
