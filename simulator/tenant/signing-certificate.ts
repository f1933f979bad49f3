import "reflect-metadata"; // @peculiar/x509 builds on it
import { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import type { Management } from "auth0";

const ALGORITHM = {
  name: "RSASSA-PKCS1-v1_5",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: "SHA-256",
};
const YEAR_IN_MILLISECONDS = 365 * 24 * 60 * 60 * 1000;

/** The certificate that a tenant signs with, as each of its clients shows it. */
export async function newSigningKeys(tenantName: string): Promise<Management.ClientSigningKeys> {
  const now = Date.now();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${tenantName}`,
    notBefore: new Date(now),
    notAfter: new Date(now + 10 * YEAR_IN_MILLISECONDS),
    signingAlgorithm: ALGORITHM,
    keys: await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]),
  });
  const pkcs7 = x509.PemConverter.encode(new x509.X509Certificates([certificate]).export("raw"), "PKCS7");
  return [{ cert: certificate.toString("pem"), pkcs7, subject: `/CN=${tenantName}` }];
}
