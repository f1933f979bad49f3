import { generateKeyPairSync } from "node:crypto";
import { TerraformVariable, type TerraformStack } from "cdktf";
import { ManagementCredentials, SingleSessionConstruct } from "../../constructs";
import type { Deployment } from "./deployment";

/** A secret of a length and alphabet that a test finds again wherever it is. */
export function newSecret(): string {
  return `sec-${crypto.randomUUID()}-${crypto.randomUUID()}`;
}

export interface KeyPair {
  publicKey: string;
  privateKey: string;
}

export function newKeyPair(): KeyPair {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

/** Credentials that may come from the stack's variables. */
export type CredentialsIn = (stack: TerraformStack) => ManagementCredentials;

export const credentialsOf = {
  generatedSecret: (): CredentialsIn => () => ManagementCredentials.generatedSecret(),

  /** The secret is the variable `secret`. */
  writeOnlySecret:
    (version = 1): CredentialsIn =>
    (stack) =>
      ManagementCredentials.writeOnlySecret({ secret: ephemeralVariable(stack, "secret"), version }),

  /** The private key is the variable `private_key`. */
  privateKeyJwt:
    (publicKey: string, { otherPublicKey = "", version = 1 } = {}): CredentialsIn =>
    (stack) =>
      ManagementCredentials.privateKeyJwt({
        privateKey: ephemeralVariable(stack, "private_key"),
        publicKey,
        ...(otherPublicKey && { otherPublicKey }),
        version,
      }),

  /** The secret is the variable `client_secret`. */
  existing:
    (clientId: string, { grant = true } = {}): CredentialsIn =>
    (stack) => {
      const clientSecret = new TerraformVariable(stack, "client_secret", { type: "string", sensitive: true })
        .stringValue;
      return ManagementCredentials.existing({ clientId, clientSecret, grant });
    },

  /** The secret is the variable `client_secret`, which Terraform keeps nowhere. */
  existingEphemeral:
    (clientId: string, version = 1): CredentialsIn =>
    (stack) =>
      ManagementCredentials.existing({ clientId, clientSecret: ephemeralVariable(stack, "client_secret"), version }),
};

/** The stack's construct, with these credentials. */
export function withCredentials(credentialsIn: CredentialsIn) {
  return (stack: TerraformStack): void => {
    new SingleSessionConstruct(stack, "SingleSession", { credentials: credentialsIn(stack) });
  };
}

type Build = (stack: TerraformStack) => void;
export const generatedSecret = (): Build => withCredentials(credentialsOf.generatedSecret());
export const writeOnlySecret = (...options: Parameters<typeof credentialsOf.writeOnlySecret>): Build =>
  withCredentials(credentialsOf.writeOnlySecret(...options));
export const privateKeyJwt = (...options: Parameters<typeof credentialsOf.privateKeyJwt>): Build =>
  withCredentials(credentialsOf.privateKeyJwt(...options));
export const existing = (...options: Parameters<typeof credentialsOf.existing>): Build =>
  withCredentials(credentialsOf.existing(...options));
export const existingEphemeral = (...options: Parameters<typeof credentialsOf.existingEphemeral>): Build =>
  withCredentials(credentialsOf.existingEphemeral(...options));

/** Kept nowhere by Terraform 1.10 and newer; cdktf 0.21 has no property for it. */
function ephemeralVariable(stack: TerraformStack, name: string): string {
  const variable = new TerraformVariable(stack, name, { type: "string", sensitive: true });
  variable.addOverride("ephemeral", true);
  return variable.stringValue;
}

/** Somebody else's machine-to-machine application in the tenant, not granted anything. */
export async function bringApplication({ simulator }: Deployment): Promise<{ id: string; secret: string }> {
  const application = await simulator.management.clients.create({
    name: "Somebody else's",
    app_type: "non_interactive",
    grant_types: ["client_credentials"],
  });
  return { id: application.client_id!, secret: application.client_secret! };
}

/** Has the Management API's tokens live no longer than the Action's margin, so that each login asks for one of its own. */
export async function withoutTokenCache({ simulator }: Deployment): Promise<void> {
  const { resourceServers } = simulator.management;
  const identifiers = `https://${simulator.domain}/api/v2/`;
  const { data } = await resourceServers.list({ identifiers: [identifiers] });
  await resourceServers.update(data[0]!.id!, { token_lifetime: 60 });
}
