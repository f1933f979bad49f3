import { Token } from "cdktf";
import { type Field, isPlainObject } from "../contract/fields";
import type { SessionPolicyProps } from "../contract/policy";
import { POLICY } from "../contract/policy-fields";
import { readPolicy } from "../contract/policy-reader";
import { statementInMarkdown, statementOf } from "../contract/statement/statement";
import { expression } from "./terraform/expression";
import { escapeTemplate } from "./terraform/template";
import { isToken, partsOf } from "./terraform/tokens";

/**
 * What a valid policy means, in Markdown for an auditor, as a Terraform template. Terraform fills in the strings that only it
 * knows, such as client ids. Numbers, choices and lists have to be known at synth, because they decide what is said.
 *
 * @param policy may be a token as a whole
 * @throws Error that names the values that are not known
 */
export function policyStatement(policy: SessionPolicyProps): string {
  const unknown = unknownIn(POLICY, policy, "policy");
  if (unknown.length > 0) {
    throw new Error(
      `policyStatement needs a policy that is known at synth, except for its strings, got tokens: ${unknown.join(", ")}; run "auth0-single-session statement" on the tenant once the policy is deployed`,
    );
  }
  const { policy: document } = readPolicy(withFallbacks(POLICY, policy))!;
  return partsOf(statementInMarkdown(statementOf(document)))
    .map((part) => (typeof part === "string" ? escapeTemplate(part) : Token.asString(part)))
    .join("");
}

/** The paths of the tokens that decide which sentences are true. */
function unknownIn(field: Field, value: unknown, path: string): string[] {
  if (isToken(value)) return field.kind === "text" ? [] : [path];
  if (field.kind === "list" && Array.isArray(value)) {
    return value.flatMap((entry, index) => unknownIn(field.of, entry, `${path}[${index}]`));
  }
  if (field.kind !== "group" || !isPlainObject(value)) return [];
  return Object.entries(field.fields).flatMap(([name, inner]) => unknownIn(inner, value[name], `${path}.${name}`));
}

/** A token may turn out to be null, which Terraform does not accept in a string. */
function withFallbacks(field: Field, value: unknown): unknown {
  if (isToken(value)) {
    const fallback = ("default" in field && field.default) || "(not given)";
    return Token.asString(expression`coalesce(${value}, ${fallback})`);
  }
  if (field.kind === "list" && Array.isArray(value)) return value.map((entry) => withFallbacks(field.of, entry));
  if (field.kind !== "group" || !isPlainObject(value)) return value;
  const entries = Object.entries(field.fields).map(([name, inner]) => [name, withFallbacks(inner, value[name])]);
  return Object.fromEntries(entries);
}
