import { TerraformOutput, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { SingleSessionConstruct } from "../../constructs/single-session";
import { publicKeyName, publicKeyText } from "../../constructs/public-key";
import type { TriggerActions } from "../../constructs/providers/auth0/trigger-actions";
import { expression, source } from "../../constructs/terraform/expression";
import { REQUIRED_PROVIDER } from "../../contract/pins";
import { POLICY } from "../../contract/policy-fields";
import type { SessionPolicyProps } from "../../contract/policy";
import { BINDINGS, CREDENTIALS, type Variable } from "./modes";
import { POLICY_VARIABLE } from "./policy-variable";

const DOMAIN: Variable = {
  type: "string",
  description: "The tenant's canonical or custom domain, such as acme.eu.auth0.com. Null means the provider's domain.",
  default: null,
};

const AUDIENCE: Variable = {
  type: "string",
  description:
    "The Management API's identifier, such as https://acme.eu.auth0.com/api/v2/, for a provider that is configured with a " +
    "custom domain. Null means the identifier at the provider's domain.",
  default: null,
};

/** The files of a module, each as Terraform's JSON. */
export interface Configuration {
  readonly main: { readonly resource: Readonly<Record<string, object>> };
  readonly variables: Record<string, Variable | typeof POLICY_VARIABLE>;
  readonly outputs: object;
}

/**
 * The module for one kind of credentials and one kind of binding: the construct, synthesized with a variable for each value.
 *
 * @param code how the module reads the text below the head of the Action's code
 */
export function configurationOf(credentials: string, binding: string, code: string, actionText: string): Configuration {
  const [credentialsMode, bindingMode] = [CREDENTIALS[credentials]!, BINDINGS[binding]!];
  const variables = {
    policy: POLICY_VARIABLE,
    domain: DOMAIN,
    audience: AUDIENCE,
    ...credentialsMode.variables,
    ...bindingMode.variables,
  };
  const stack = new TerraformStack(Testing.app(), "module");
  const text = (name: string) => Token.asString(source(`var.${name}`));
  const number = (name: string) => Token.asNumber(source(`var.${name}`));

  const construct = new SingleSessionConstruct(stack, "SingleSession", {
    domain: text("domain"),
    audience: text("audience"),
    policy: policyFromVariable(),
    credentials: credentialsMode.value(text, number),
    binding: bindingMode.value(text, number),
  });
  if (binding === "ordered") orderByVariables(construct);
  if (credentials === "private-key-jwt") acceptKeysOfVariables(construct);

  for (const name of Object.keys(variables)) new TerraformVariable(stack, name, {});
  const output = (id: string, value: unknown, description: string) =>
    new TerraformOutput(stack, id, { value, description, staticId: true });
  output("action_id", construct.action.id, "The id of the Action.");
  output("action_name", construct.action.name, "The name of the Action, for binding it.");
  if (!credentials.startsWith("existing")) {
    output("client_id", construct.application.clientId, "The client id of the application that the Action uses.");
  }

  const {
    output: outputs,
    terraform,
    data,
    locals,
    resource,
    removed,
    moved,
  } = withoutMetadata(JSON.parse(Testing.synth(stack)));
  const required_providers = { auth0: { source: "auth0/auth0", version: REQUIRED_PROVIDER } };
  const main = {
    terraform: { ...(terraform as object), required_providers },
    data,
    locals,
    resource: resource as Record<string, object>,
    removed,
    moved,
  };
  return { main: shareCode(main, code, actionText), variables, outputs: { output: outputs } };
}

/** The policy field by field, so that a plan shows each field on a line of its own. */
function policyFromVariable(): SessionPolicyProps {
  const entries = Object.keys(POLICY.fields).map((name) => [name, expression`${source(`var.policy.${name}`)}`]);
  return Object.fromEntries(entries) as SessionPolicyProps;
}

/** Only Terraform knows the other Actions, so the order is written as an expression, which cdktf cannot do by itself. */
function orderByVariables({ action, binding }: SingleSessionConstruct): void {
  const own = expression`[{ id = ${action.id}, name = ${action.name} }]`;
  const order = binding as TriggerActions;
  order.addOverride("actions", undefined);
  order.addOverride("dynamic.actions", {
    for_each: expression`concat(${source("var.before")}, ${own}, ${source("var.after")})`,
    content: { id: "${actions.value.id}", display_name: "${actions.value.name}" },
  });
}

/** Only Terraform knows whether there are one or two keys. They get the same order and names as in the construct. */
function acceptKeysOfVariables({ clientCredentials }: SingleSessionConstruct): void {
  const key = source("key");
  const given = expression`[for key in [var.public_key, var.other_public_key] : ${publicKeyText(key.toString())} if key != null]`;
  const text = source("credentials.value").toString();
  clientCredentials.addOverride("private_key_jwt.credentials", undefined);
  clientCredentials.addOverride("private_key_jwt.dynamic.credentials", {
    for_each: expression`sort(distinct(${given}))`,
    content: { name: publicKeyName(text), credential_type: "public_key", pem: text },
  });
}

/** Removes cdktf's own metadata. */
function withoutMetadata(value: unknown): Record<string, unknown> {
  const json = JSON.stringify(value, (name, entry: unknown) => (name === "//" ? undefined : entry));
  return JSON.parse(json) as Record<string, unknown>;
}

/** Moves the Action's text into a file of its own, where people can read it. */
function shareCode<Main extends object>(main: Main, code: string, actionText: string): Main {
  return JSON.parse(JSON.stringify(main).replace(JSON.stringify(actionText).slice(1, -1), code)) as Main;
}
