import { createPublicKey, type KeyObject } from "node:crypto";
import { badRequest, notFound } from "../errors";
import type { Clients, StoredClient } from "./clients";
import type { Clock } from "./clock";
import { type Credential, type NewCredential, readCredential } from "./credential-kinds";
import { newCredentialId } from "./identifiers";

const MAXIMUM_PER_CLIENT = 4;
const MAXIMUM_ATTACHED = 2;

export type { NewCredential };

/** The methods that take credentials, and of which type. With a certificate nobody authenticates here. */
const METHODS = {
  private_key_jwt: "public_key",
  tls_client_auth: "cert_subject_dn",
  self_signed_tls_client_auth: "x509_cert",
} as const;

type Methods = StoredClient["client_authentication_methods"];

/** One as JSON. */
export interface CredentialState {
  client_id: string;
  credential: Credential;
  /** The public key, if it has one. */
  pem?: string;
}

interface StoredCredential {
  credential: Credential;
  publicKey?: KeyObject;
}

/** The public keys and certificates registered with each client, of which it attaches some to authenticate by. */
export class ClientCredentials {
  private readonly byClient = new Map<string, Map<string, StoredCredential>>();

  constructor(
    private readonly clients: Clients,
    private readonly clock: Clock,
  ) {}

  async create(clientId: string, request: NewCredential): Promise<Credential> {
    this.clients.get(clientId);
    const { publicKey, fields } = await readCredential(request);
    const registered = this.of(clientId);
    if (registered.size >= MAXIMUM_PER_CLIENT) {
      throw badRequest(`A client can have a maximum of ${MAXIMUM_PER_CLIENT} credentials.`);
    }
    if (fields.kid !== undefined && [...registered.values()].some(({ credential }) => credential.kid === fields.kid)) {
      throw badRequest("credentials contains public keys that already exist in client");
    }
    const now = this.clock.timestamp();
    const credential: Credential = {
      id: newCredentialId(),
      ...(request.name !== undefined && { name: request.name }),
      credential_type: request.credential_type,
      ...fields,
      created_at: now,
      updated_at: now,
    };
    registered.set(credential.id, { credential, ...(publicKey && { publicKey }) });
    return credential;
  }

  list(clientId: string): Credential[] {
    this.clients.get(clientId);
    return [...this.of(clientId).values()].map(({ credential }) => credential);
  }

  get(clientId: string, credentialId: string): Credential {
    this.clients.get(clientId);
    const stored = this.of(clientId).get(credentialId);
    if (!stored) throw notFound("The credential does not exist", "inexistent_credential");
    return stored.credential;
  }

  updateExpiry(clientId: string, credentialId: string, expiresAt: string | null): Credential {
    const credential = this.get(clientId, credentialId);
    if (expiresAt === null) delete credential.expires_at;
    else credential.expires_at = expiresAt;
    credential.updated_at = this.clock.timestamp();
    return credential;
  }

  delete(clientId: string, credentialId: string): void {
    const { client_authentication_methods } = this.clients.get(clientId);
    const methods = Object.keys(METHODS) as (keyof typeof METHODS)[];
    if (methods.some((method) => attachedBy(method, client_authentication_methods).includes(credentialId))) {
      throw badRequest("Cannot delete credential still associated with a client");
    }
    this.of(clientId).delete(credentialId);
  }

  deleteAllOf(clientId: string): void {
    this.byClient.delete(clientId);
  }

  /** Checks what a client's `client_authentication_methods` is about to become. */
  checkAttachable(clientId: string, methods: Methods): void {
    for (const [method, type] of Object.entries(METHODS)) {
      const ids = attachedBy(method as keyof typeof METHODS, methods);
      if (ids.length > MAXIMUM_ATTACHED) {
        throw badRequest(`Array is too long (${ids.length}), maximum ${MAXIMUM_ATTACHED}`);
      }
      for (const id of ids) {
        const { credential } = this.of(clientId).get(id) ?? {};
        if (!credential) throw badRequest(`The credential ${id} does not exist in the client`);
        if (credential.credential_type === type) continue;
        throw badRequest(`${method} takes credentials of the type ${type}; ${id} is a ${credential.credential_type}`);
      }
    }
  }

  /** The keys that may sign a client assertion now. */
  attachedKeys(client: StoredClient): { publicKey: KeyObject; alg: string; kid: string }[] {
    return attachedBy("private_key_jwt", client.client_authentication_methods).flatMap((id) => {
      const { credential, publicKey } = this.of(client.client_id).get(id) ?? {};
      if (!publicKey || (credential?.expires_at && new Date(credential.expires_at) <= new Date())) return [];
      return [{ publicKey, alg: credential?.alg ?? "RS256", kid: credential?.kid ?? "" }];
    });
  }

  state(): CredentialState[] {
    return [...this.byClient].flatMap(([client_id, registered]) =>
      [...registered.values()].map(({ credential, publicKey }) => {
        const pem = publicKey?.export({ type: "spki", format: "pem" }).toString();
        return { client_id, credential, ...(pem !== undefined && { pem }) };
      }),
    );
  }

  restore(state: readonly CredentialState[]): void {
    for (const { client_id, credential, pem } of state) {
      this.of(client_id).set(credential.id, {
        credential,
        ...(pem !== undefined && { publicKey: createPublicKey(pem) }),
      });
    }
  }

  private of(clientId: string): Map<string, StoredCredential> {
    const existing = this.byClient.get(clientId);
    if (existing) return existing;
    const registered = new Map<string, StoredCredential>();
    this.byClient.set(clientId, registered);
    return registered;
  }
}

function attachedBy(method: keyof typeof METHODS, methods: Methods): string[] {
  return (methods?.[method]?.credentials ?? []).map(({ id }) => id);
}
