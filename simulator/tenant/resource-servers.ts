import type { Management } from "auth0";
import { badRequest, conflict, notFound } from "../errors";
import { Collection, type CollectionState } from "./collection";
import { newResourceServerId } from "./identifiers";

export type StoredResourceServer = Management.ResourceServer & {
  id: string;
  identifier: string;
  scopes: Management.ResourceServerScope[];
  token_lifetime: number;
};

export class ResourceServers {
  private readonly resourceServers = new Collection<StoredResourceServer>();

  create(fields: Partial<Management.ResourceServer> & { identifier: string }): StoredResourceServer {
    if (this.withIdentifier(fields.identifier)) {
      throw conflict("A resource server with the same identifier already exists.", "resource_server_conflict");
    }
    const id = newResourceServerId();
    return this.resourceServers.add(id, {
      is_system: false,
      allow_offline_access: false,
      skip_consent_for_verifiable_first_party_clients: false,
      signing_alg: "RS256",
      token_lifetime_for_web: 7200,
      ...fields,
      scopes: fields.scopes ?? [],
      token_lifetime: fields.token_lifetime ?? 86400,
      id,
    });
  }

  withIdentifier(identifier: string): StoredResourceServer | undefined {
    return this.resourceServers.all().find((resourceServer) => resourceServer.identifier === identifier);
  }

  /**
   * @param reference the id, or the identifier however often it was percent-encoded: the provider's data source encodes
   * it twice, and Auth0 answers that
   */
  get(reference: string): StoredResourceServer {
    const found = this.resourceServers.find(reference) ?? this.withIdentifier(fullyDecoded(reference));
    if (!found) throw notFound("The resource server does not exist", "inexistent_resource_server");
    return found;
  }

  all(): StoredResourceServer[] {
    return this.resourceServers.all();
  }

  update(reference: string, fields: Partial<Management.ResourceServer>): StoredResourceServer {
    return Object.assign(this.get(reference), fields);
  }

  delete(reference: string): void {
    const resourceServer = this.get(reference);
    if (resourceServer.is_system) throw badRequest("A system resource server cannot be deleted");
    this.resourceServers.delete(resourceServer.id);
  }

  state(): CollectionState<StoredResourceServer> {
    return this.resourceServers.state();
  }

  restore(state: CollectionState<StoredResourceServer>): void {
    this.resourceServers.restore(state);
  }
}

function fullyDecoded(text: string): string {
  const decoded = decodeURIComponent(text);
  return decoded === text ? text : fullyDecoded(decoded);
}
