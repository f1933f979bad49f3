import { TEXT_PATTERN } from "../contract/fields";
import { isPrivateKey, isPublicKey } from "./public-key";
import { quote } from "./terraform/expression";
import { isTokenOfText } from "./terraform/tokens";
import type { Option } from "./validate-options";

/** What `isTrimmedText` is at synth. */
const TRIMMED_TEXT = `can(regex(${quote(TEXT_PATTERN)}, v)) && trimspace(v) == tostring(v)`;

export function optional(option: Option): Option {
  return { ...option, isOptional: true };
}

export const SECRET: Option = {
  allowed:
    "the client secret, as a text that is not empty, with no control character in it and no white space around it",
  accepts: isTrimmedText,
  acceptsToken: isTokenOfText,
  inTerraform: TRIMMED_TEXT,
  isSecret: true,
};

export const VERSION: Option = {
  allowed: "a whole number, 1 or more, and another one for each new secret",
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 1,
  acceptsToken: (token) => !Array.isArray(token),
  inTerraform: `tonumber(v) >= 1 && tonumber(v) <= ${Number.MAX_SAFE_INTEGER} && floor(tonumber(v)) == tonumber(v)`,
};

export const CLIENT_ID: Option = {
  allowed:
    'the client id of an application, with no "${", "%{" or control character in it and no white space around it',
  accepts: (value) => isTrimmedText(value) && !/[$%]\{/.test(value),
  acceptsToken: isTokenOfText,
  inTerraform: TRIMMED_TEXT,
};

/** Not a token: whether there is a grant decides at synth which resources there are. */
export const FLAG: Option = {
  allowed: "true or false, and known at synth",
  accepts: (value) => typeof value === "boolean",
  acceptsToken: () => false,
  inTerraform: "false",
};

export const PRIVATE_KEY: Option = {
  allowed: 'an RSA key as PEM in PKCS #8, which begins "-----BEGIN PRIVATE KEY-----"',
  accepts: isPrivateKey,
  acceptsToken: isTokenOfText,
  inTerraform: 'strcontains(v, "-----BEGIN PRIVATE KEY-----")',
  isSecret: true,
};

/** Not shown, because somebody may have given the private one. */
export const PUBLIC_KEY: Option = {
  allowed: 'an RSA public key as PEM, such as one that begins "-----BEGIN PUBLIC KEY-----"',
  accepts: isPublicKey,
  acceptsToken: isTokenOfText,
  inTerraform: 'strcontains(v, "-----BEGIN ") && !strcontains(v, "PRIVATE KEY")',
  isSecret: true,
};

/** A secret that was read from a file often ends in a line break, and no request with it is ever granted. */
function isTrimmedText(value: unknown): value is string {
  return typeof value === "string" && new RegExp(TEXT_PATTERN, "u").test(value) && value.trim() === value;
}
