import { isPrivateKey, isPublicKey } from "./public-key";
import type { Option } from "./validate-options";

export function optional(option: Option): Option {
  return { ...option, isOptional: true };
}

export const SECRET: Option = {
  allowed: "the client secret, as a text that is not empty, without white space around it",
  accepts: isTrimmedText,
  isSecret: true,
};

export const VERSION: Option = {
  allowed: "a whole number, 1 or more, and another one for each new secret",
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 1,
};

export const CLIENT_ID: Option = {
  allowed: 'the client id of an application, without "${", "%{" and white space around it',
  accepts: (value) => isTrimmedText(value) && !/[$%]\{/.test(value),
};

/** Not a token: whether there is a grant decides at synth which resources there are. */
export const FLAG: Option = {
  allowed: "true or false, and known at synth",
  accepts: (value) => typeof value === "boolean",
  isKnownAtSynth: true,
};

export const PRIVATE_KEY: Option = {
  allowed: 'an RSA key as PEM in PKCS #8, which begins "-----BEGIN PRIVATE KEY-----"',
  accepts: isPrivateKey,
  isSecret: true,
};

/** Not shown, because somebody may have given the private one. */
export const PUBLIC_KEY: Option = {
  allowed: 'an RSA public key as PEM, such as one that begins "-----BEGIN PUBLIC KEY-----"',
  accepts: isPublicKey,
  isSecret: true,
};

/** A secret that was read from a file often ends in a line break, and no request with it is ever granted. */
function isTrimmedText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.trim() === value;
}
