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
  allowed:
    "the client secret, as a string in Unicode's composed form, NFC, that is not empty, without control characters or surrounding white space",
  accepts: (value) => isTrimmedText(value) && isComposed(value),
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

/** What follows the first line of a key in PEM. */
const PEM_LINES = "[A-Za-z0-9+/=\\s]+\\n-----END ";

/** An RSA key of 1024 bits or more begins with these bytes, of which only the length differs (source: RFC 5208, section 5). */
const RSA_IN_PKCS8 = "MII[A-Za-z0-9+/]{3}IBADANBgkqhkiG9w0BAQEFAAS";

export const PRIVATE_KEY: Option = {
  allowed: 'an RSA key in PEM with its line breaks, as PKCS #8, which begins with "-----BEGIN PRIVATE KEY-----"',
  accepts: isPrivateKey,
  acceptsToken: isTokenOfText,
  inTerraform: matches(`-----BEGIN PRIVATE KEY-----\\s*\\n\\s*${RSA_IN_PKCS8}${PEM_LINES}PRIVATE KEY-----`),
  isSecret: true,
};

/** Messages do not show it, because somebody may have given the private key. */
export const PUBLIC_KEY: Option = {
  allowed: 'one RSA public key in PEM with its line breaks, such as one that begins with "-----BEGIN PUBLIC KEY-----"',
  accepts: isPublicKey,
  acceptsToken: isTokenOfText,
  inTerraform: `${matches(`-----BEGIN [A-Z ]+-----\\s*\\n${PEM_LINES}`)} && length(regexall("-----BEGIN", v)) == 1 && !strcontains(v, "PRIVATE KEY")`,
  isSecret: true,
};

/** The condition, in Terraform's language, that a line of `v` begins with what the pattern matches. */
function matches(pattern: string): string {
  return `can(regex(${quote(`(?m)^${pattern}`)}, v))`;
}

/** Terraform composes what Unicode can compose, and replaces half of a surrogate pair. */
function isComposed(text: string): boolean {
  return text.normalize("NFC") === text && !/\p{Cs}/u.test(text);
}

/** A secret that was read from a file often ends in a line break, and Auth0 refuses every request with such a secret. */
function isTrimmedText(value: unknown): value is string {
  return typeof value === "string" && new RegExp(TEXT_PATTERN, "u").test(value) && value.trim() === value;
}
