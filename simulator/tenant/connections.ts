import { conflict, notFound } from "../errors";
import { Collection, type CollectionState } from "./collection";
import { newConnectionId } from "./identifiers";

/** The database connection that a new tenant has. */
export const DATABASE_CONNECTION = "Username-Password-Authentication";

/** The strategy of a connection whose users and passwords Auth0 keeps itself. */
const DATABASE = "auth0";

export interface ConnectionFields {
  display_name?: string;
  options?: Record<string, unknown>;
  realms?: string[];
  enabled_clients?: string[];
  is_domain_connection?: boolean;
  show_as_button?: boolean;
  metadata?: Record<string, string>;
  authentication?: { active: boolean };
  connected_accounts?: { active: boolean };
  cross_app_access_requesting_app?: { active: boolean };
  cross_app_access_resource_app?: { status: "enabled" | "disabled" } | null;
}

export interface StoredConnection extends ConnectionFields {
  id: string;
  name: string;
  strategy: string;
  enabled_clients: string[];
}

/** Where users come from: databases, and identity providers of others. */
export class Connections {
  private readonly connections = new Collection<StoredConnection>();

  constructor() {
    this.create({ name: DATABASE_CONNECTION, strategy: DATABASE });
  }

  create({ name, strategy, ...fields }: ConnectionFields & { name: string; strategy: string }): StoredConnection {
    if (this.named(name)) throw conflict("A connection with the same name already exists");
    const id = newConnectionId();
    return this.connections.add(id, {
      id,
      name,
      strategy,
      options: {},
      realms: [name],
      enabled_clients: [],
      is_domain_connection: false,
      authentication: { active: true },
      connected_accounts: { active: false },
      ...fields,
    });
  }

  all(): StoredConnection[] {
    return this.connections.all();
  }

  named(name: string): StoredConnection | undefined {
    return this.all().find((connection) => connection.name === name);
  }

  /** Whether it is a database, of which the tenant itself keeps the users. */
  isDatabase(name: string): boolean {
    return this.named(name)?.strategy === DATABASE;
  }

  /** @throws ManagementApiError 404 */
  get(id: string): StoredConnection {
    const connection = this.connections.find(id);
    if (!connection) throw notFound("The connection does not exist", "inexistent_connection");
    return connection;
  }

  /** A field that is given replaces what was there, as a whole: so it is with `options` on Auth0 too. Null removes it. */
  update(id: string, fields: ConnectionFields): StoredConnection {
    const connection = Object.assign(this.get(id), fields);
    if (connection.cross_app_access_resource_app === null) delete connection.cross_app_access_resource_app;
    return connection;
  }

  /** For the client, or with `isEnabled` false no longer. */
  enable(connection: StoredConnection, clientId: string, isEnabled: boolean): void {
    const others = connection.enabled_clients.filter((id) => id !== clientId);
    connection.enabled_clients = isEnabled ? [...others, clientId] : others;
  }

  enabledFor(clientId: string): StoredConnection[] {
    return this.all().filter(({ enabled_clients }) => enabled_clients.includes(clientId));
  }

  forgetClient(clientId: string): void {
    for (const connection of this.enabledFor(clientId)) this.enable(connection, clientId, false);
  }

  delete(id: string): void {
    this.connections.delete(this.get(id).id);
  }

  state(): CollectionState<StoredConnection> {
    return this.connections.state();
  }

  /** In the place of those that a new tenant has. */
  restore(state: CollectionState<StoredConnection>): void {
    for (const { id } of this.all()) this.connections.delete(id);
    this.connections.restore(state);
  }
}
