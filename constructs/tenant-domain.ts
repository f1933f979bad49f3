import { Fn, Token, type TerraformCondition } from "cdktf";
import type { Construct } from "constructs";
import { given } from "../contract/policy-problems";
import type { DataAuth0Tenant } from "./providers/auth0/data-auth0-tenant";
import { conditionOn } from "./terraform/condition";
import { expression, quote } from "./terraform/expression";
import { isToken, isTokenOfText, partsOf } from "./terraform/tokens";

const LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

/** A DNS name, with a port for a simulated tenant that needs one. The pattern means the same to Terraform and to JavaScript. */
const HOST = `^${LABEL}(\\.${LABEL})*(:[0-9]{1,5})?$`;

const MAXIMUM_LENGTH = 253;
const MAXIMUM_PORT = 65_535;

const RULE = "a host name without a scheme, path or trailing dot";
const ADVICE = `write one like "acme.eu.auth0.com", or leave it out to use the provider's own tenant`;

const AUDIENCE_RULE = `the Management API's identifier, such as "https://acme.eu.auth0.com/api/v2/", with the tenant's canonical domain`;

/** Stands for a token, which may be a whole name, a label, or a part of one. */
const PLACEHOLDER = "value-of-a-token";

/**
 * What is wrong with a tenant's canonical or custom domain, with the value given and what to write instead. If it contains a
 * token, only the text around the token is judged, because the token's value is not known yet.
 */
export function validateDomain(domain: unknown): string[] {
  if (typeof domain !== "string") {
    return isTokenOfText(domain) ? [] : [`domain must be ${RULE}, got: ${given(domain, isToken)}; ${ADVICE}`];
  }
  const text = withPlaceholders(domain);
  if (isHost(text)) return [];
  const host = text
    .trim()
    .replace(/^[a-z]*:?\/+/i, "")
    .replace(/[/?#].*$/, "")
    .replace(/\.+$/, "");
  const fix = isHost(host) ? `write "${host}"` : ADVICE;
  const problem = `domain must be ${ruleBrokenBy(host)}, got: ${JSON.stringify(text)}; ${fix}`;
  return [problem.replaceAll(PLACEHOLDER, "${token}")];
}

/** What is wrong with the Management API's identifier. If it contains a token, only the text around the token is judged. */
export function validateAudience(audience: unknown): string[] {
  const text = typeof audience === "string" ? withPlaceholders(audience) : undefined;
  if (text === undefined ? isTokenOfText(audience) : isAudience(text)) return [];
  const shown =
    text === undefined ? given(audience, isToken) : JSON.stringify(text).replaceAll(PLACEHOLDER, "${token}");
  return [`audience must be ${AUDIENCE_RULE}, got: ${shown}`];
}

function isAudience(text: string): boolean {
  const [, host = ""] = /^https:\/\/(.*)\/api\/v2\/$/.exec(text) ?? [];
  return text === PLACEHOLDER || isHost(host);
}

function withPlaceholders(text: string): string {
  return partsOf(text)
    .map((part) => (typeof part === "string" ? part : PLACEHOLDER))
    .join("");
}

function ruleBrokenBy(host: string): string {
  const [name = "", port = "443"] = host.split(":");
  if (/^\d+$/.test(port) && !isPort(port)) return `a host name with a port from 1 to ${MAXIMUM_PORT}`;
  const isLong = name.length > MAXIMUM_LENGTH || name.split(".").some((label) => label.length > 63);
  return isLong ? `a host name of ${MAXIMUM_LENGTH} characters at most, with at most 63 between dots` : RULE;
}

function isPort(port: string): boolean {
  return Number(port) >= 1 && Number(port) <= MAXIMUM_PORT;
}

function isHost(text: string): boolean {
  const [name = "", port = "443"] = text.split(":");
  return name.length <= MAXIMUM_LENGTH && isPort(port) && new RegExp(HOST, "i").test(text);
}

/** The conditions that Terraform checks on a domain that only it knows. */
export function domainConditions(scope: Construct, domain: string | undefined): TerraformCondition[] {
  return conditionsOn(scope, "domain", domain, HOST, RULE);
}

/** The conditions that Terraform checks on a Management API identifier that only it knows. */
export function audienceConditions(scope: Construct, audience: string | undefined): TerraformCondition[] {
  const pattern = HOST.replace("^", "^https://").replace(/\$$/, "/api/v2/$");
  return conditionsOn(scope, "audience", audience, pattern, AUDIENCE_RULE);
}

function conditionsOn(
  scope: Construct,
  prop: string,
  value: string | undefined,
  pattern: string,
  rule: string,
): TerraformCondition[] {
  if (!isToken(value)) return [];
  const isRefused = `v != null && !can(regex(${quote(`(?i)${pattern}`)}, v))`;
  const message = quote(`${prop} must be ${rule}, got: `).slice(0, -1);
  const problems = `[for v in [v] : ${message}\${jsonencode(v)}" if ${isRefused}]`;
  const withoutValue = `${prop} must be ${rule}; its value is sensitive and not shown`;
  return [conditionOn(scope, prop, { value, problems, withoutValue })];
}

/** The given domain, or the tenant's own if none is given or if the one given turns out to be null. */
export function domainOr(tenant: DataAuth0Tenant, domain: string | null | undefined): string {
  if (!isToken(domain)) return domain ?? domainOf(tenant);
  return Token.asString(expression`${domain} == null ? ${domainOf(tenant)} : ${domain}`);
}

/** The given Management API identifier, or the tenant's own if none is given or if the one given turns out to be null. */
export function audienceOr(tenant: DataAuth0Tenant, audience: string | null | undefined): string {
  const own = tenant.managementApiIdentifier;
  if (!isToken(audience)) return audience ?? own;
  return Token.asString(expression`${audience} == null ? ${own} : ${audience}`);
}

/**
 * The domain that the provider itself is configured with, including its port, if any. The data source's own `domain` attribute
 * leaves the port out.
 */
function domainOf(tenant: DataAuth0Tenant): string {
  return Fn.trimsuffix(Fn.trimprefix(tenant.managementApiIdentifier, "https://"), "/api/v2/");
}
