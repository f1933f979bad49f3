import { conflict, notFound } from "../errors";
import { Collection } from "./collection";
import type { Connections } from "./connections";

export interface OrganizationConnectionFields {
  organization_connection_name?: string | null;
  /** Whether everybody who logs in by the connection becomes a member. */
  assign_membership_on_login?: boolean;
  show_as_button?: boolean;
  /** Of databases only. */
  is_signup_enabled?: boolean;
  organization_access_level?: "none" | "readonly" | "limited" | "full" | null;
  is_enabled?: boolean | null;
}

export interface OrganizationConnection extends OrganizationConnectionFields {
  connection_id: string;
}

/** By which connections people log in to an organization. */
export class OrganizationConnections {
  private readonly byOrganization = new Map<string, Collection<OrganizationConnection>>();

  constructor(private readonly connections: Connections) {}

  /** @throws ManagementApiError 404 for a connection that there is not, 409 for one that the organization has */
  add(organizationId: string, connectionId: string, fields: OrganizationConnectionFields): OrganizationConnection {
    const { id, name } = this.connections.get(connectionId);
    if (this.find(organizationId, id)) throw conflict("The connection is already one of the organization's.");
    const ofOrganization = this.byOrganization.get(organizationId) ?? new Collection<OrganizationConnection>();
    this.byOrganization.set(organizationId, ofOrganization);
    return ofOrganization.add(id, {
      connection_id: id,
      ...(this.connections.isDatabase(name) && { is_signup_enabled: false }),
      assign_membership_on_login: false,
      show_as_button: true,
      is_enabled: false,
      organization_access_level: "none",
      ...fields,
    });
  }

  of(organizationId: string): OrganizationConnection[] {
    return this.byOrganization.get(organizationId)?.all() ?? [];
  }

  find(organizationId: string, connectionId: string): OrganizationConnection | undefined {
    return this.byOrganization.get(organizationId)?.find(connectionId);
  }

  /** @throws ManagementApiError 404 */
  get(organizationId: string, connectionId: string): OrganizationConnection {
    const connection = this.find(organizationId, connectionId);
    if (!connection) throw notFound("No connection found by that id");
    return connection;
  }

  /** @throws ManagementApiError 404, for one that is not enabled too */
  getEnabled(organizationId: string, connectionId: string): OrganizationConnection {
    const connection = this.get(organizationId, connectionId);
    if (connection.is_enabled !== true) throw notFound("No connection found by that id");
    return connection;
  }

  delete(organizationId: string, connectionId: string): void {
    const { connection_id: id } = this.get(organizationId, connectionId);
    this.byOrganization.get(organizationId)?.delete(id);
  }

  /** Whether people log in to the organization by the connection of this name: by any until it is given one. */
  admits(organizationId: string, name: string): boolean {
    return !this.byOrganization.has(organizationId) || this.named(organizationId, name)?.is_enabled === true;
  }

  /** Whether a login by the connection of this name makes a member of the organization. */
  assignsMembership(organizationId: string, name: string): boolean {
    return this.named(organizationId, name)?.assign_membership_on_login === true;
  }

  forgetOrganization(organizationId: string): void {
    this.byOrganization.delete(organizationId);
  }

  forgetConnection(connectionId: string): void {
    for (const connections of this.byOrganization.values()) connections.delete(connectionId);
  }

  state() {
    return [...this.byOrganization].map(([organization, connections]) => ({
      organization,
      connections: connections.state(),
    }));
  }

  restore(state: ReturnType<OrganizationConnections["state"]>): void {
    for (const { organization, connections } of state) {
      const restored = new Collection<OrganizationConnection>();
      restored.restore(connections);
      this.byOrganization.set(organization, restored);
    }
  }

  private named(organizationId: string, name: string): OrganizationConnection | undefined {
    const connection = this.connections.named(name);
    return connection && this.find(organizationId, connection.id);
  }
}
