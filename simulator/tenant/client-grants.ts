import type { Management } from "auth0";
import { badRequest, conflict, notFound } from "../errors";
import type { Clients } from "./clients";
import { Collection, type CollectionState } from "./collection";
import { newClientGrantId } from "./identifiers";
import type { ResourceServers, StoredResourceServer } from "./resource-servers";

export type StoredClientGrant = Management.ClientGrantResponseContent & {
  id: string;
  audience: string;
  subject_type: Management.ClientGrantSubjectTypeEnum;
};

export interface NewClientGrant extends Omit<Management.ClientGrantResponseContent, "id" | "is_system"> {
  audience: string;
}

const REMOVABLE = ["scope", "allow_all_scopes", "allow_any_organization", "organization_usage"] as const;

/** Null takes away what is there. */
export interface ClientGrantChanges {
  scope?: string[] | null;
  allow_all_scopes?: boolean | null;
  allow_any_organization?: boolean | null;
  organization_usage?: "deny" | "allow" | "require" | null;
  authorization_details_types?: string[];
}

export interface ClientGrantFilter {
  client_id?: string;
  default_for?: string;
  audience?: string;
  subject_type?: string;
  allow_any_organization?: boolean;
}

export class ClientGrants {
  private readonly grants = new Collection<StoredClientGrant>();

  constructor(
    private readonly clients: Clients,
    private readonly resourceServers: ResourceServers,
  ) {}

  create(request: NewClientGrant): StoredClientGrant {
    const { client_id, default_for } = request;
    if ((client_id === undefined) === (default_for === undefined)) {
      throw badRequest("A client grant has either a client_id or a default_for", "invalid_body");
    }
    if (client_id !== undefined) this.clients.get(client_id);
    const resourceServer = this.resourceServers.withIdentifier(request.audience);
    if (!resourceServer) throw notFound("The audience does not exist", "inexistent_resource_server");
    checkScopes(request, resourceServer);

    const subjectType = request.subject_type ?? "client";
    const sameSubject = { client_id, default_for, audience: request.audience, subject_type: subjectType };
    if (this.matching(sameSubject).length > 0) {
      throw conflict(`A client grant already exists between ${client_id ?? default_for} and ${request.audience}`);
    }
    const id = newClientGrantId();
    return this.grants.add(id, { ...request, subject_type: subjectType, id });
  }

  get(id: string): StoredClientGrant {
    const grant = this.grants.find(id);
    if (!grant) throw notFound("The client grant does not exist", "inexistent_client_grant");
    return grant;
  }

  matching(filter: ClientGrantFilter): StoredClientGrant[] {
    return this.grants.all().filter((grant) => matches(grant, filter));
  }

  page(cursor: { from: string | undefined; take: number }, filter: ClientGrantFilter) {
    return this.grants.page({ ...cursor, matches: (grant) => matches(grant, filter) });
  }

  update(id: string, { authorization_details_types, ...changes }: ClientGrantChanges): StoredClientGrant {
    const grant = this.get(id);
    const resourceServer = this.resourceServers.withIdentifier(grant.audience);
    if (resourceServer) checkScopes(changes, resourceServer);
    Object.assign(grant, changes, authorization_details_types && { authorization_details_types });
    for (const name of REMOVABLE) if (changes[name] === null) delete grant[name];
    return grant;
  }

  delete(id: string): void {
    this.grants.delete(id);
  }

  deleteAllOf(clientId: string): void {
    for (const { id } of this.matching({ client_id: clientId })) this.grants.delete(id);
  }

  /** What a token for the audience may do, or undefined where the client has no grant on it. */
  scopesFor(clientId: string, audience: string): string[] | undefined {
    const grant = this.grantOf(clientId, audience);
    if (!grant) return undefined;
    if (!grant.allow_all_scopes) return grant.scope ?? [];
    return this.resourceServers.withIdentifier(audience)?.scopes.map(({ value }) => value) ?? [];
  }

  /** Its own or, where a third-party client has none, the one for all of those. Source: the specification of `default_for`. */
  private grantOf(clientId: string, audience: string): StoredClientGrant | undefined {
    const filter = { audience, subject_type: "client" };
    const [own] = this.matching({ ...filter, client_id: clientId });
    if (own || this.clients.find(clientId)?.is_first_party !== false) return own;
    return this.matching({ ...filter, default_for: "third_party_clients" })[0];
  }

  state(): CollectionState<StoredClientGrant> {
    return this.grants.state();
  }

  restore(state: CollectionState<StoredClientGrant>): void {
    this.grants.restore(state);
  }
}

function matches(grant: StoredClientGrant, { allow_any_organization: any, ...filter }: ClientGrantFilter): boolean {
  if (any !== undefined && any !== (grant.allow_any_organization ?? false)) return false;
  return (["client_id", "default_for", "audience", "subject_type"] as const).every(
    (field) => filter[field] === undefined || filter[field] === grant[field],
  );
}

function checkScopes(
  { scope, allow_all_scopes }: Pick<ClientGrantChanges, "scope" | "allow_all_scopes">,
  resourceServer: StoredResourceServer,
): void {
  // Whatever it is, false too: https://github.com/pulumi/pulumi-auth0/issues/1069
  if (resourceServer.is_system && allow_all_scopes !== undefined && allow_all_scopes !== null) {
    throw badRequest("`allow_all_scopes` cannot be provided when `audience` is a system API");
  }
  // Of an API of the tenant's own, a recording shows a grant of scopes that it does not have.
  if (!resourceServer.is_system) return;
  const known = new Set(resourceServer.scopes.map(({ value }) => value));
  const unknown = (scope ?? []).filter((one) => !known.has(one));
  if (unknown.length > 0) {
    throw badRequest(
      `The following scopes are not defined in the resource server ${resourceServer.identifier}: ${unknown.join(", ")}`,
      "invalid_scope",
    );
  }
}
