import type { Management } from "auth0";
import { badRequest, conflict, notFound } from "../errors";
import type { Clients } from "./clients";
import { Collection, type CollectionState } from "./collection";
import { newClientGrantId } from "./identifiers";
import type { ResourceServers, StoredResourceServer } from "./resource-servers";

export type StoredClientGrant = Management.ClientGrantResponseContent & {
  id: string;
  client_id: string;
  audience: string;
  subject_type: Management.ClientGrantSubjectTypeEnum;
};

export interface NewClientGrant extends Omit<Management.ClientGrantResponseContent, "id" | "is_system"> {
  client_id: string;
  audience: string;
}

export interface ClientGrantFilter {
  client_id?: string;
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
    this.clients.get(request.client_id);
    const resourceServer = this.resourceServers.withIdentifier(request.audience);
    if (!resourceServer) throw notFound("The audience does not exist", "inexistent_resource_server");
    checkScopes(request, resourceServer);

    const subjectType = request.subject_type ?? "client";
    const sameSubject = { client_id: request.client_id, audience: request.audience, subject_type: subjectType };
    if (this.matching(sameSubject).length > 0) {
      throw conflict(`A client grant already exists between ${request.client_id} and ${request.audience}`);
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

  page(from: string | undefined, take: number, filter: ClientGrantFilter) {
    return this.grants.page({ from, take, matches: (grant) => matches(grant, filter) });
  }

  update(id: string, fields: Partial<Management.ClientGrantResponseContent>): StoredClientGrant {
    const grant = this.get(id);
    const resourceServer = this.resourceServers.withIdentifier(grant.audience);
    if (resourceServer) checkScopes(fields, resourceServer);
    return Object.assign(grant, fields);
  }

  delete(id: string): void {
    this.grants.delete(id);
  }

  deleteAllOf(clientId: string): void {
    for (const { id } of this.matching({ client_id: clientId })) this.grants.delete(id);
  }

  /** What a token for the audience may do, or undefined where the client has no grant on it. */
  scopesFor(clientId: string, audience: string): string[] | undefined {
    const [grant] = this.matching({ client_id: clientId, audience, subject_type: "client" });
    if (!grant) return undefined;
    if (!grant.allow_all_scopes) return grant.scope ?? [];
    return this.resourceServers.withIdentifier(audience)?.scopes.map(({ value }) => value) ?? [];
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
  return (["client_id", "audience", "subject_type"] as const).every(
    (field) => filter[field] === undefined || filter[field] === grant[field],
  );
}

function checkScopes(
  { scope = [], allow_all_scopes }: Pick<Management.ClientGrantResponseContent, "scope" | "allow_all_scopes">,
  resourceServer: StoredResourceServer,
): void {
  // Whatever it is, false too: https://github.com/pulumi/pulumi-auth0/issues/1069
  if (resourceServer.is_system && allow_all_scopes !== undefined) {
    throw badRequest("`allow_all_scopes` cannot be provided when `audience` is a system API");
  }
  const known = new Set(resourceServer.scopes.map(({ value }) => value));
  const unknown = scope.filter((one) => !known.has(one));
  if (unknown.length > 0) {
    throw badRequest(
      `The following scopes are not defined in the resource server ${resourceServer.identifier}: ${unknown.join(", ")}`,
      "invalid_scope",
    );
  }
}
