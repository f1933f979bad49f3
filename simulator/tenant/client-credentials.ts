import { createPublicKey, X509Certificate, type KeyObject } from "node:crypto";
import type { Management } from "auth0";
import { calculateJwkThumbprint, exportJWK } from "jose";
import { badRequest, notFound } from "../errors";
import type { Clients, StoredClient } from "./clients";
import type { Clock } from "./clock";
import { newCredentialId } from "./identifiers";

const MAXIMUM_PER_CLIENT = 4;
const MAXIMUM_ATTACHED = 2;

export type Credential = Management.ClientCredential & { id: string; kid: string; alg: "RS256" | "RS384" | "PS256" };

export interface NewCredential {
  name?: string;
  pem: string;
  alg?: Credential["alg"];
  expires_at?: string;
  parse_expiry_from_cert?: boolean;
}

/** One as JSON. */
export interface CredentialState {
  client_id: string;
  credential: Credential;
  pem: string;
}

interface StoredCredential {
  credential: Credential;
  publicKey: KeyObject;
}

/** The public keys registered with each client, of which it attaches some to authenticate by private_key_jwt. */
export class ClientCredentials {
  private readonly byClient = new Map<string, Map<string, StoredCredential>>();

  constructor(
    private readonly clients: Clients,
    private readonly clock: Clock,
  ) {}

  async create(clientId: string, request: NewCredential): Promise<Credential> {
    this.clients.get(clientId);
    const publicKey = readPublicKey(request.pem);
    const kid = await calculateJwkThumbprint(await exportJWK(publicKey));
    const registered = this.of(clientId);
    if (registered.size >= MAXIMUM_PER_CLIENT) {
      throw badRequest(`A client can have a maximum of ${MAXIMUM_PER_CLIENT} credentials.`);
    }
    if ([...registered.values()].some(({ credential }) => credential.kid === kid)) {
      throw badRequest("credentials contains public keys that already exist in client");
    }
    const now = this.clock.timestamp();
    const expiresAt =
      request.expires_at ?? (request.parse_expiry_from_cert ? certificateExpiry(request.pem) : undefined);
    const credential: Credential = {
      id: newCredentialId(),
      ...(request.name !== undefined && { name: request.name }),
      credential_type: "public_key",
      kid,
      alg: request.alg ?? "RS256",
      created_at: now,
      updated_at: now,
      ...(expiresAt !== undefined && { expires_at: expiresAt }),
    };
    registered.set(credential.id, { credential, publicKey });
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
    const client = this.clients.get(clientId);
    if (attachedIds(client).includes(credentialId)) {
      throw badRequest("Cannot delete credential still associated with a client");
    }
    this.of(clientId).delete(credentialId);
  }

  deleteAllOf(clientId: string): void {
    this.byClient.delete(clientId);
  }

  /** Checks what a client's `client_authentication_methods` is about to become. */
  checkAttachable(clientId: string, credentialIds: readonly string[]): void {
    if (credentialIds.length > MAXIMUM_ATTACHED) {
      throw badRequest(`Array is too long (${credentialIds.length}), maximum ${MAXIMUM_ATTACHED}`);
    }
    for (const id of credentialIds) {
      if (!this.of(clientId).has(id)) throw badRequest(`The credential ${id} does not exist in the client`);
    }
  }

  /** The keys that may sign a client assertion now. */
  attachedKeys(client: StoredClient): { publicKey: KeyObject; alg: string; kid: string }[] {
    return attachedIds(client)
      .map((id) => this.of(client.client_id).get(id))
      .filter((stored) => stored !== undefined)
      .filter(({ credential }) => !credential.expires_at || new Date(credential.expires_at) > new Date())
      .map(({ credential, publicKey }) => ({ publicKey, alg: credential.alg, kid: credential.kid }));
  }

  state(): CredentialState[] {
    return [...this.byClient].flatMap(([client_id, registered]) =>
      [...registered.values()].map(({ credential, publicKey }) => {
        const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
        return { client_id, credential, pem };
      }),
    );
  }

  restore(state: readonly CredentialState[]): void {
    for (const { client_id, credential, pem } of state) {
      this.of(client_id).set(credential.id, { credential, publicKey: readPublicKey(pem) });
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

function attachedIds(client: StoredClient): string[] {
  return (client.client_authentication_methods?.private_key_jwt?.credentials ?? []).map(({ id }) => id);
}

/** An X.509 certificate, an SPKI public key or a PKCS#1 one. */
function readPublicKey(pem: string): KeyObject {
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

function certificateExpiry(pem: string): string {
  if (!pem.includes("BEGIN CERTIFICATE")) {
    throw badRequest("parse_expiry_from_cert needs a certificate in pem", "invalid_body");
  }
  return new Date(new X509Certificate(pem).validTo).toISOString();
}
