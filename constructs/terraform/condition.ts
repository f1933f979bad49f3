import { type TerraformCondition, TerraformLocal, type TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import { expression, source } from "./expression";

export interface ConditionProps {
  /** A value that only Terraform knows. */
  readonly value: unknown;
  /** Source text of a list: all that is wrong with the value, which is `v` there. Each entry is a message. */
  readonly problems: string;
  /** What is said in place of the problems if the value is sensitive, because they show it. */
  readonly withoutValue: string;
}

/** The lifecycle of a resource that is neither made nor changed unless the conditions hold; none if there are no conditions. */
export function holding(precondition: TerraformCondition[]): TerraformResourceLifecycle | undefined {
  return precondition.length > 0 ? { precondition } : undefined;
}

/**
 * A condition that holds if nothing is wrong with a value. The problems stand in a local value, because Terraform quotes a
 * condition that does not hold.
 *
 * @param id what the local value is called
 */
export function conditionOn(
  scope: Construct,
  id: string,
  { value, problems, withoutValue }: ConditionProps,
): TerraformCondition {
  // A text with a token in it that is null is no text.
  const known = typeof value === "string" ? expression`try(${value}, "")` : value;
  const found = expression`flatten([for v in [${known}] : ${source(problems)}])`;
  const told = expression`[for problem in ${found} : issensitive(jsonencode(${known})) ? ${withoutValue} : problem]`;
  // Nothing secret is left; Terraform would show no message that comes from what is sensitive.
  const local = new TerraformLocal(scope, id, expression`nonsensitive(distinct(${told}))`);
  return {
    condition: expression`length(${local.expression}) == 0`,
    errorMessage: expression`join(${"\n"}, ${local.expression})`.toString(),
  };
}
