import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { keptCertificateAuthority, newCertificateAuthority, type CertificateAuthority } from "./certificate-authority";
import { newClientId, newClientSecret } from "./tenant/identifiers";

/** By what others know a simulator: whom to trust, and how to authenticate. */
export interface Identity {
  authority: CertificateAuthority;
  terraform: { clientId: string; clientSecret: string };
  application: { clientId: string; clientSecret: string };
}

type Credentials = Omit<Identity, "authority">;

export async function newIdentity(): Promise<Identity> {
  return { authority: await newCertificateAuthority(), ...newCredentials() };
}

/** What the folder holds, so that what was exported once stays valid; made there by the first that asks. */
export async function keptIdentity(folder: string): Promise<Identity> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "credentials.json");
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(newCredentials(), undefined, 2), { mode: 0o600 });
  const credentials = JSON.parse(readFileSync(file, "utf8")) as Credentials;
  return { authority: await keptCertificateAuthority(folder), ...credentials };
}

function newCredentials(): Credentials {
  const pair = () => ({ clientId: newClientId(), clientSecret: newClientSecret() });
  return { terraform: pair(), application: pair() };
}
