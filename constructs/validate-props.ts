import { TerraformProvider, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { isGiven, isPlainObject, isText, TEXT_ALLOWED } from "../contract/fields";
import { given } from "../contract/policy-problems";
import { ManagementCredentials } from "./management-credentials";
import { Auth0Provider } from "./providers/auth0/provider";
import type { SingleSessionProps } from "./single-session-props";
import { validateAudience, validateDomain } from "./tenant-domain";
import { isToken } from "./terraform/tokens";
import { TriggerBinding } from "./trigger-binding";
import { kindOf } from "./validate-options";
import { validateSessionPolicy } from "./validate-session-policy";

/** What is wrong with each prop, were it given: an entry for every prop that there is. */
const PROBLEMS: { readonly [Prop in keyof Required<SingleSessionProps>]: (value: never) => string[] } = {
  domain: validateDomain,
  audience: validateAudience,
  policy: validateSessionPolicy,
  credentials: (value) =>
    instanceProblems("credentials", value, ManagementCredentials, "ManagementCredentials.generatedSecret()"),
  binding: (value) => instanceProblems("binding", value, TriggerBinding, "TriggerBinding.append()"),
  provider: validateProvider,
};

/** What a message names; who sees so many problems mends their cause, not each of them. */
const NAMED = 20;

/**
 * What is undefined or null is as if it were not there.
 *
 * @throws Error naming what is not allowed, and what is: a line for each problem, and twenty at most
 */
export function validateProps(scope: Construct, id: unknown, props: unknown): void {
  const isConstruct = Construct.isConstruct(scope);
  const problems = isConstruct ? validateId(scope, id) : [`scope must be a construct in a stack, got: ${given(scope)}`];
  problems.push(...problemsOfProps(props ?? {}));
  if (problems.length === 0) return;
  const more = problems.length > NAMED ? [`and ${problems.length - NAMED} more`] : [];
  throw new Error([...problems.slice(0, NAMED), ...more].join("\n"));
}

function problemsOfProps(props: unknown): string[] {
  if (!isPlainObject(props) || isToken(props)) return [`props must be an object, got: ${given(props, isToken)}`];
  return Object.entries(props)
    .filter(([, value]) => isGiven(value))
    .flatMap(([name, value]) => {
      if (Object.hasOwn(PROBLEMS, name)) return PROBLEMS[name as keyof SingleSessionProps](value as never);
      const known = Object.keys(PROBLEMS).join(", ");
      return [`${name} is unknown, got: ${given(value, isToken)}; remove it, or write one of: ${known}`];
    });
}

/**
 * The application and the Action carry it as their name: the Management API takes `<` and `>` in no application's name (source:
 * its OpenAPI file), and Terraform reads `${` and `%{` as a template. The resources' own names in Terraform begin with it, or
 * with the id of the outermost construct around.
 */
function validateId(scope: Construct, id: unknown): string[] {
  const shown = given(id, isToken);
  if (typeof id !== "string" || id.trim() === "") {
    return [
      `id must be a text that is not blank, got: ${shown}; write what the Action is to be called, such as "SingleSession"`,
    ];
  }
  const problems: string[] = [];
  if (isToken(id)) problems.push(`id must be known at synth, got: ${shown}; write a text`);
  else if (!isText(id)) problems.push(`id must be ${TEXT_ALLOWED}, got: ${shown}`);
  else if (/[<>]|[$%]\{/.test(id)) problems.push(`id must be a text without "<", ">", "\${" and "%{", got: ${shown}`);
  const around = scope.node.scopes.filter((construct) => !TerraformStack.isStack(construct) && construct.node.scope);
  const [first = id] = around.map(({ node }) => node.id);
  if (/^[^a-z0-9_-]*[0-9-]/i.test(first)) {
    problems.push(`id must begin with a letter, got: "${first}"; Terraform takes no resource whose name does not`);
  }
  return problems;
}

/** What was given is not shown but for its kind, because it may hold a secret. */
function instanceProblems(
  prop: string,
  value: unknown,
  type: { name: string; prototype: object },
  example: string,
): string[] {
  if (Object.prototype.isPrototypeOf.call(type.prototype, value as object)) return [];
  return [`${prop} must be a ${type.name}, such as ${example}, got: ${kindOf(value)}`];
}

function validateProvider(provider: unknown): string[] {
  const isAuth0 =
    TerraformProvider.isTerraformProvider(provider) && provider.terraformResourceType === Auth0Provider.tfResourceType;
  return isAuth0 ? [] : [`provider must be an Auth0Provider, got: ${given(provider, isToken)}`];
}
