import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { Token } from "cdktf";
import { expression } from "./terraform/expression";
import { isToken } from "./terraform/tokens";

/** A public key's PEM in one spelling, however its lines end: of a key in another spelling, Auth0 says that it has it already. */
export function publicKeyText(pem: string): string {
  if (!isToken(pem)) return `${pem.replace(/\r\n?/g, "\n").trim()}\n`;
  return Token.asString(expression`format("%s\\n", trimspace(replace(${pem}, "\\r\\n", "\\n")))`);
}

/** Each key has a name: of two keys without one, the provider takes one for the other. */
export function publicKeyName(text: string): string {
  if (!isToken(text)) return `sha256 ${createHash("sha256").update(text).digest("hex").slice(0, 12)}`;
  return Token.asString(expression`format("sha256 %s", substr(sha256(${text}), 0, 12))`);
}

export function isPublicKey(pem: unknown): boolean {
  // Node would take the public part of a private key.
  return typeof pem === "string" && !pem.includes("PRIVATE KEY") && isRsa(() => createPublicKey(pem));
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

/** @throws Error if both keys are known, and do not belong together */
export function validateKeyPair({ privateKey, publicKey }: { privateKey: string; publicKey: string }): void {
  if (isToken(privateKey) || isToken(publicKey)) return;
  if (createPublicKey(createPrivateKey(privateKey)).equals(createPublicKey(publicKey))) return;
  throw new Error(
    "credentials.publicKey must be the public key that belongs to credentials.privateKey, got: another one",
  );
}
