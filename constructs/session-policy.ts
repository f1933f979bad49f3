import { Token, type TerraformCondition } from "cdktf";
import type { Construct } from "constructs";
import { type Field, isGiven, isPlainObject } from "../contract/fields";
import type { PolicyDocument, SessionPolicyProps, SessionRule } from "../contract/policy";
import { POLICY } from "../contract/policy-fields";
import { readPolicy } from "../contract/policy-reader";
import { scopesOf } from "../contract/scopes";
import { conditionsOf } from "./policy-conditions";
import { expression, source } from "./terraform/expression";
import { escapeTemplate } from "./terraform/template";
import { isToken, partsOf } from "./terraform/tokens";

const DEFAULTS = readPolicy({})!.policy;

/** A valid session policy: the document that the Action reads, and the scopes that it needs. */
export class SessionPolicy {
  /** @param props may be a token as a whole */
  constructor(private readonly props: SessionPolicyProps = {}) {}

  /** The scopes that the policy needs, and no others. */
  get scopes(): string[] {
    const refreshTokens: unknown = isToken(this.props)
      ? expression`try(${this.props}.refreshTokens, null)`
      : (this.props.refreshTokens ?? DEFAULTS.refreshTokens);
    if (!isToken(refreshTokens)) return scopesOf({ refreshTokens: refreshTokens as PolicyDocument["refreshTokens"] });
    const of = (way: PolicyDocument["refreshTokens"]) => scopesOf({ refreshTokens: way });
    return Token.asList(
      expression`${refreshTokens} == "revoke-others" ? ${of("revoke-others")} : ${refreshTokens} == "revoke" ? ${of("revoke")} : ${of("keep")}`,
    );
  }

  /** The indexes of the rules that name users in the Action's code. */
  get rulesThatNameUsers(): number[] {
    if (isToken(this.props) || isToken(this.props.rules)) return [];
    const names = (rule: SessionRule) => isGiven(rule) && !isToken(rule) && isGiven(rule.when.users);
    return (this.props.rules ?? []).flatMap((rule, index) => (names(rule) ? [index] : []));
  }

  /**
   * The policy as JSON, in a Terraform template. It is written line by line, so that a plan shows what changes. Terraform
   * fills in the values that only it knows.
   */
  get json(): string {
    const tokens: unknown[] = [];
    const defer = (value: unknown) => `\0${tokens.push(value) - 1}`;
    const document = isToken(this.props) ? this.props : { ...DEFAULTS, ...(withoutNulls(this.props) as object) };
    const json = JSON.stringify(deferTokens(POLICY, document, defer), null, 2);
    return escapeTemplate(json.replaceAll(JSON_STRING, asGivenIn)).replace(/"\\u0000(\d+)"/g, (_, index) =>
      Token.asString(tokens[Number(index)]),
    );
  }

  /** The conditions that Terraform checks once it knows the values of the policy's tokens. */
  conditions(scope: Construct): TerraformCondition[] {
    return conditionsOf(scope, POLICY, this.props, "policy");
  }
}

const JSON_STRING = /"(?:[^"\\]|\\.)*"/g;

/**
 * A string of JSON that stays as it is given. Terraform composes what Unicode can compose, such as an e and an accent, and a role
 * whose name Auth0 has the other way would no longer be the same.
 */
function asGivenIn(text: string): string {
  if (text.normalize("NFC") === text) return text;
  return text.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Null counts as not given. */
function withoutNulls(value: unknown): unknown {
  if (isToken(value)) return value;
  if (Array.isArray(value)) return value.filter(isGiven).map(withoutNulls);
  if (!isPlainObject(value)) return value;
  const given = Object.entries(value).filter(([, entry]) => isGiven(entry));
  return Object.fromEntries(given.map(([name, entry]) => [name, withoutNulls(entry)]));
}

function deferTokens(field: Field, value: unknown, defer: (json: unknown) => string): unknown {
  if (value === undefined) return undefined;
  if (isToken(value)) return defer(jsonOf(field, value));
  if (field.kind === "list") return (value as unknown[]).map((entry) => deferTokens(field.of, entry, defer));
  if (field.kind !== "group") return value;
  const entries = Object.entries(value as object) as [string, unknown][];
  return Object.fromEntries(entries.map(([name, entry]) => [name, deferTokens(field.fields[name]!, entry, defer)]));
}

/** A token as JSON, converted to the field's own type if possible, so that a plan shows what applies. */
function jsonOf(field: Field, token: unknown): unknown {
  if (isMixed(token)) return expression`jsonencode(${token})`;
  const json = expression`jsonencode(${inTypeOf(field, token)})`;
  if (!("default" in field)) return json;
  return expression`${token} == null ? ${JSON.stringify(field.default)} : ${json}`;
}

/** Whether a string holds more than a token, in which case it is never null. */
function isMixed(token: unknown): boolean {
  return typeof token === "string" && partsOf(token).length > 1;
}

function inTypeOf(field: Field, token: unknown): unknown {
  switch (field.kind) {
    case "whole number":
      return expression`try(tonumber(${token}), ${token})`;
    case "flag":
      return expression`try(tobool(${token}), ${token})`;
    case "choice":
    case "text":
      return expression`try(tostring(${token}), ${token})`;
    case "list": {
      const entry = inTypeOf(field.of, source("v"));
      return expression`try([for v in ${token} : ${entry} if v != null], ${token})`;
    }
    case "group":
      return token;
  }
}
