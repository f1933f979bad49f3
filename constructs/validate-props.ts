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

/** For every prop, what is wrong with a value that is given for it. */
const PROBLEMS: { readonly [Prop in keyof Required<SingleSessionProps>]: (value: never) => string[] } = {
  domain: validateDomain,
  audience: validateAudience,
  policy: validateSessionPolicy,
  credentials: (value) =>
    instanceProblems("credentials", value, ManagementCredentials, "ManagementCredentials.generatedSecret()"),
  binding: (value) => instanceProblems("binding", value, TriggerBinding, "TriggerBinding.append()"),
  provider: validateProvider,
};

/** How many problems an error names. With so many, people look for the common cause instead of correcting each one. */
const NAMED = 20;

/**
 * Checks the props. Whatever is undefined or null counts as not given.
 *
 * @throws Error that names what is not allowed, and says what is: a line for each problem, twenty at most
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
 * Checks the construct's id, which becomes the name of the application and the Action. The Management API does not allow `<` or
 * `>` in an application's name (source: its OpenAPI file), and Terraform reads `${` and `%{` as a template. The names of the
 * Terraform resources begin with this id, or with the id of the outermost enclosing construct.
 */
function validateId(scope: Construct, id: unknown): string[] {
  const shown = given(id, isToken);
  if (typeof id !== "string" || id.trim() === "") {
    return [
      `id must be a string that is not blank, got: ${shown}; write the name for the Action, such as "SingleSession"`,
    ];
  }
  const problems: string[] = [];
  if (isToken(id)) problems.push(`id must be known at synth, got: ${shown}; write a string`);
  else if (!isText(id)) problems.push(`id must be ${TEXT_ALLOWED}, got: ${shown}`);
  else if (/[<>]|[$%]\{/.test(id)) problems.push(`id must be a string without "<", ">", "\${" and "%{", got: ${shown}`);
  const around = scope.node.scopes.filter((construct) => !TerraformStack.isStack(construct) && construct.node.scope);
  const [first = id] = around.map(({ node }) => node.id);
  // constructs writes a slash as two hyphens.
  if (/^[^a-z0-9_/-]*[0-9/-]/i.test(first)) {
    problems.push(`id must begin with a letter, got: "${first}"; Terraform refuses a resource name that does not`);
  }
  return problems;
}

/** The messages show only what kind of value was given, because it may contain a secret. */
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
