import "reflect-metadata"; // @peculiar/x509 builds on it
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { webcrypto } from "node:crypto";
import { isIP } from "node:net";
import path from "node:path";
import * as x509 from "@peculiar/x509";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY = 24 * 60 * 60 * 1000;
/** In the folder of an authority that is kept. */
export const CERTIFICATE_FILE = "certificate-authority.pem";
const KEY_FILE = "certificate-authority.key";

/** Every value is PEM. */
export interface ServerIdentity {
  /** The only thing a client has to trust. */
  certificateAuthority: string;
  certificate: string;
  privateKey: string;
}

export interface CertificateAuthority {
  certificate: x509.X509Certificate;
  keys: webcrypto.CryptoKeyPair;
}

/** Good for a month, or for ten years where it is kept. */
export async function newCertificateAuthority({ kept = false } = {}): Promise<CertificateAuthority> {
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Auth0 simulator certificate authority",
    ...validity(kept ? 3650 : 30),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, keys };
}

/** The authority in a folder; a new one where the folder holds none. Whoever reads its key can pose as any server to you. */
export async function keptCertificateAuthority(folder: string): Promise<CertificateAuthority> {
  const [certificatePath, keyPath] = [path.join(folder, CERTIFICATE_FILE), path.join(folder, KEY_FILE)];
  if (!existsSync(keyPath)) {
    const authority = await newCertificateAuthority({ kept: true });
    const key = await webcrypto.subtle.exportKey("pkcs8", authority.keys.privateKey);
    writeFileSync(keyPath, x509.PemConverter.encode(key, "PRIVATE KEY"), { mode: 0o600 });
    writeFileSync(certificatePath, authority.certificate.toString("pem"));
    return authority;
  }
  const certificate = new x509.X509Certificate(readFileSync(certificatePath, "utf8"));
  const key = x509.PemConverter.decodeFirst(readFileSync(keyPath, "utf8"));
  const privateKey = await webcrypto.subtle.importKey("pkcs8", key, ALGORITHM, true, ["sign"]);
  return {
    certificate,
    keys: { privateKey, publicKey: (await certificate.publicKey.export()) as webcrypto.CryptoKey },
  };
}

/**
 * Issues a certificate for the loopback names.
 *
 * @param given a new authority by default
 * @param host another name or address
 */
export async function issueLoopbackCertificate(given?: CertificateAuthority, host?: string): Promise<ServerIdentity> {
  const authority = given ?? (await newCertificateAuthority());
  const serverKeys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    subject: "CN=localhost",
    issuer: authority.certificate.subject,
    ...validity(30),
    signingAlgorithm: ALGORITHM,
    publicKey: serverKeys.publicKey,
    signingKey: authority.keys.privateKey,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
        { type: "ip", value: "::1" },
        ...(host === undefined ? [] : [{ type: isIP(host) ? ("ip" as const) : ("dns" as const), value: host }]),
      ]),
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      await x509.AuthorityKeyIdentifierExtension.create(authority.keys.publicKey),
    ],
  });

  return {
    certificateAuthority: authority.certificate.toString("pem"),
    certificate: certificate.toString("pem"),
    privateKey: x509.PemConverter.encode(
      await webcrypto.subtle.exportKey("pkcs8", serverKeys.privateKey),
      "PRIVATE KEY",
    ),
  };
}

function generateKeys() {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}

/** From yesterday, because the clocks of two machines that share a folder may differ. */
function validity(days: number) {
  const now = Date.now();
  return { notBefore: new Date(now - DAY), notAfter: new Date(now + days * DAY) };
}
