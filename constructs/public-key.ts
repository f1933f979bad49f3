import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { Token } from "cdktf";
import { expression } from "./terraform/expression";
import { isToken } from "./terraform/tokens";

/**
 * A public key's PEM in one form, however it was spelled: when Auth0 is sent the same key in another form, it answers that it
 * already has that key. Of a token, only the line breaks are made the same.
 */
export function publicKeyText(pem: string): string {
  if (!isToken(pem)) return createPublicKey(pem).export({ type: "spki", format: "pem" }) as string;
  return Token.asString(expression`format("%s\\n", trimspace(replace(${pem}, "\\r\\n", "\\n")))`);
}

/** Each key has a name, because the provider mistakes two keys without names for each other. */
export function publicKeyName(text: string): string {
  if (!isToken(text)) return `sha256 ${createHash("sha256").update(text).digest("hex").slice(0, 12)}`;
  return Token.asString(expression`format("sha256 %s", substr(sha256(${text}), 0, 12))`);
}

export function isPublicKey(pem: unknown): boolean {
  if (typeof pem !== "string") return false;
  // Node would accept a private key and read its public part. Of two keys, it would read the first.
  const isOne = pem.split("-----BEGIN ").length === 2 && !pem.includes("PRIVATE KEY");
  return isOne && isRsa(() => createPublicKey(pem));
}

export function isPrivateKey(pem: unknown): boolean {
  return typeof pem === "string" && pem.includes("-----BEGIN PRIVATE KEY-----") && isRsa(() => createPrivateKey(pem));
}

function isRsa(read: () => KeyObject): boolean {
  try {
    return read().asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

/** @throws Error if both keys are known but do not belong together */
export function validateKeyPair({ privateKey, publicKey }: { privateKey: string; publicKey: string }): void {
  if (isToken(privateKey) || isToken(publicKey)) return;
  if (createPublicKey(createPrivateKey(privateKey)).equals(createPublicKey(publicKey))) return;
  throw new Error(
    "credentials.publicKey must be the public key that belongs to credentials.privateKey, got: another key",
  );
}
