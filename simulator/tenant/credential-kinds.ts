import { createPublicKey, X509Certificate, type KeyObject } from "node:crypto";
import type { Management } from "auth0";
import { calculateJwkThumbprint, exportJWK } from "jose";
import { badRequest } from "../errors";

export type Credential = Management.ClientCredential & { id: string };

export interface NewCredential {
  credential_type: "public_key" | "x509_cert" | "cert_subject_dn";
  name?: string;
  pem?: string;
  subject_dn?: string;
  alg?: "RS256" | "RS384" | "PS256";
  expires_at?: string;
  parse_expiry_from_cert?: boolean;
}

/** What is kept of a credential: what the Management API shows and, of a public key, the key. */
interface ReadCredential {
  fields: Pick<Credential, "kid" | "alg" | "thumbprint_sha256" | "subject_dn" | "expires_at">;
  publicKey?: KeyObject;
}

/** @throws ManagementApiError 400 if what is given is not of its kind */
export function readCredential(request: NewCredential): ReadCredential | Promise<ReadCredential> {
  const { credential_type, pem, subject_dn } = request;
  if (credential_type === "public_key") return readPublicKey(request);
  if (credential_type === "cert_subject_dn" && (pem === undefined) === (subject_dn === undefined)) {
    throw badRequest("A credential of the type cert_subject_dn needs either pem or subject_dn", "invalid_body");
  }
  if (subject_dn !== undefined) return { fields: { subject_dn } };
  const certificate = readCertificate(pem);
  if (credential_type === "cert_subject_dn") return { fields: { subject_dn: certificate.subject } };
  return { fields: { thumbprint_sha256: thumbprint(certificate), expires_at: expiry(certificate) } };
}

async function readPublicKey({ pem, alg = "RS256", expires_at, parse_expiry_from_cert }: NewCredential) {
  const publicKey = rsaKey(pem);
  const expiresAt = expires_at ?? (parse_expiry_from_cert ? expiry(readCertificate(pem)) : undefined);
  const kid = await calculateJwkThumbprint(await exportJWK(publicKey));
  return { publicKey, fields: { kid, alg, ...(expiresAt !== undefined && { expires_at: expiresAt }) } };
}

/** Of an X.509 certificate, an SPKI public key or a PKCS#1 one. */
function rsaKey(pem = ""): KeyObject {
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw badRequest("The pem is neither a public key nor a certificate", "invalid_body");
  }
  if (key.asymmetricKeyType !== "rsa") {
    throw badRequest(`The pem must hold an RSA key, not ${String(key.asymmetricKeyType)}`, "invalid_body");
  }
  return key;
}

function readCertificate(pem = ""): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw badRequest("The pem is not a certificate", "invalid_body");
  }
}

function thumbprint({ fingerprint256 }: X509Certificate): string {
  return Buffer.from(fingerprint256.replaceAll(":", ""), "hex").toString("base64url");
}

function expiry({ validTo }: X509Certificate): string {
  return new Date(validTo).toISOString();
}
