import type { TerraformCondition } from "cdktf";
import type { Construct } from "constructs";
import { allowedIn, type Field, isGiven, isPlainObject } from "../contract/fields";
import { problemsIn } from "./problems-in-terraform";
import { conditionOn } from "./terraform/condition";
import { isToken } from "./terraform/tokens";

/** A value that Terraform judges at plan, because only Terraform knows it. */
interface Judged {
  readonly field: Field;
  readonly value: unknown;
  readonly path: string;
}

/**
 * The conditions on a policy that Terraform checks once it knows the values of its tokens: one for each token. Each refuses
 * what synth would refuse, with the same words.
 *
 * @param path how the messages name the value, such as "policy"
 */
export function conditionsOf(scope: Construct, field: Field, value: unknown, path: string): TerraformCondition[] {
  return judgedByTerraform(field, value, path).map(({ field, value, path }) =>
    conditionOn(scope, path, {
      value,
      problems: problemsIn(field, path),
      withoutValue: `${path} holds a value that is not allowed; it must be ${allowedIn(field)}; its value is sensitive and not shown`,
    }),
  );
}

function judgedByTerraform(field: Field, value: unknown, path: string): Judged[] {
  if (isToken(value) || mayComeToNothing(field, value)) return [{ field, value, path }];
  if (field.kind === "list" && Array.isArray(value)) {
    return value.flatMap((entry, index) => judgedByTerraform(field.of, entry, `${path}[${index}]`));
  }
  if (field.kind === "group" && isPlainObject(value)) {
    return Object.entries(field.fields).flatMap(([name, field]) =>
      judgedByTerraform(field, value[name], `${path}.${name}`),
    );
  }
  return [];
}

/** Whether the value must not be empty but consists only of tokens, each of which may turn out to be null. */
function mayComeToNothing(field: Field, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const minimum = field.kind === "list" ? field.minimumLength : field.kind === "group" ? field.minimumFields : 0;
  return minimum > 0 && Object.values(value).filter(isGiven).every(isToken);
}
