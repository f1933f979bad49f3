import { TEXT_PATTERN } from "../contract/fields";
import { isPrivateKey, isPublicKey } from "./public-key";
import { quote } from "./terraform/expression";
import { isTokenOfText } from "./terraform/tokens";
import type { Option } from "./validate-options";

/** The same as `isTrimmedText`, in Terraform's language. */
const TRIMMED_TEXT = `can(regex(${quote(TEXT_PATTERN)}, v)) && trimspace(v) == tostring(v)`;

export function optional(option: Option): Option {
  return { ...option, isOptional: true };
}

export const SECRET: Option = {
  allowed: "the client secret, as a string that is not empty, without control characters or surrounding white space",
  accepts: isTrimmedText,
  acceptsToken: isTokenOfText,
  inTerraform: TRIMMED_TEXT,
  isSecret: true,
};

export const VERSION: Option = {
  allowed: "a whole number, 1 or more, and a different one for each new secret",
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 1,
  acceptsToken: (token) => !Array.isArray(token),
  inTerraform: `tonumber(v) >= 1 && tonumber(v) <= ${Number.MAX_SAFE_INTEGER} && floor(tonumber(v)) == tonumber(v)`,
};

export const CLIENT_ID: Option = {
  allowed: 'the client id of an application, without "${", "%{", control characters or surrounding white space',
  accepts: (value) => isTrimmedText(value) && !/[$%]\{/.test(value),
  acceptsToken: isTokenOfText,
  inTerraform: TRIMMED_TEXT,
};

/** It cannot be a token, because synth has to decide whether there is a grant resource. */
export const FLAG: Option = {
  allowed: "true or false, and known at synth",
  accepts: (value) => typeof value === "boolean",
  acceptsToken: () => false,
  inTerraform: "false",
};

export const PRIVATE_KEY: Option = {
  allowed: 'an RSA key in PEM, as PKCS #8, which begins with "-----BEGIN PRIVATE KEY-----"',
  accepts: isPrivateKey,
  acceptsToken: isTokenOfText,
  inTerraform: 'strcontains(v, "-----BEGIN PRIVATE KEY-----")',
  isSecret: true,
};

/** Messages do not show it, because somebody may have given the private key. */
export const PUBLIC_KEY: Option = {
  allowed: 'an RSA public key in PEM, such as one that begins with "-----BEGIN PUBLIC KEY-----"',
  accepts: isPublicKey,
  acceptsToken: isTokenOfText,
  inTerraform: 'strcontains(v, "-----BEGIN ") && !strcontains(v, "PRIVATE KEY")',
  isSecret: true,
};

/** A secret that was read from a file often ends in a line break, and Auth0 refuses every request with such a secret. */
function isTrimmedText(value: unknown): value is string {
  return typeof value === "string" && new RegExp(TEXT_PATTERN, "u").test(value) && value.trim() === value;
}
