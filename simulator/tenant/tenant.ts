import { conflict, preconditionFailed } from "../errors";
import { ActionModules } from "./action-modules";
import { Actions } from "./actions";
import { ClientCredentials } from "./client-credentials";
import { ClientGrants } from "./client-grants";
import { Clients, type StoredClient } from "./clients";
import { Clock } from "./clock";
import { Connections } from "./connections";
import { DiscoveryDomains } from "./discovery-domains";
import { Executions } from "./executions";
import { newConnectionProfileId, newUserAttributeProfileId } from "./identifiers";
import { LogEvents } from "./log-events";
import { OrganizationConnections } from "./organization-connections";
import { Organizations } from "./organizations";
import { PendingDeletions } from "./pending-deletions";
import { Permissions } from "./permissions";
import { Profiles } from "./profiles";
import { RefreshTokens, type RefreshTokenFilter } from "./refresh-tokens";
import { ResourceServers } from "./resource-servers";
import { Roles } from "./roles";
import { SessionEnds, type Initiator } from "./session-ends";
import { Sessions, type SessionList } from "./sessions";
import { Statistics } from "./statistics";
import { initialTenantSettings } from "./tenant-settings";
import { TriggerBindings } from "./trigger-bindings";
import { connectionOf, Users, type StoredUser, type UserChanges } from "./users";

/** Everything the tenant holds, and what concerns more than one kind of thing. Knows nothing of HTTP. */
export class Tenant {
  readonly name = "simulator";
  readonly clock = new Clock();
  readonly settings = initialTenantSettings();
  /** When a second factor is asked for, besides when an Action wants it. */
  mfaPolicies: ("all-applications" | "confidence-score")[] = [];
  readonly deletions: PendingDeletions;
  /** Where it is served, set as soon as its port is known: `host:port`, both alike except for the tokens given out. */
  domains = { canonical: "", custom: "" };

  /** The client ids of those that it started with: of the one that Terraform uses, and of the one that users log in to. */
  applications = { terraform: "", application: "" };

  /** How many users `seed` has made. */
  seededUsers = 0;

  readonly clients = new Clients(this.name);
  readonly clientCredentials = new ClientCredentials(this.clients, this.clock);
  readonly resourceServers = new ResourceServers();
  readonly clientGrants = new ClientGrants(this.clients, this.resourceServers);

  readonly actionModules = new ActionModules(this.clock);
  readonly actions = new Actions(this.clock, this.actionModules);
  readonly triggerBindings = new TriggerBindings(this.actions, this.clock);

  readonly executions = new Executions(this.clock);

  readonly logs = new LogEvents(this.clock);
  readonly statistics = new Statistics();

  readonly connections = new Connections();
  readonly users = new Users(this.clock, this.statistics, this.connections);
  readonly roles = new Roles();
  readonly permissions = new Permissions(this.resourceServers, this.roles);
  readonly organizations = new Organizations(this.roles);
  readonly organizationConnections = new OrganizationConnections(this.connections);
  readonly discoveryDomains = new DiscoveryDomains();
  readonly userAttributeProfiles = new Profiles(newUserAttributeProfileId);
  readonly connectionProfiles = new Profiles(newConnectionProfileId);
  readonly sessionEnds = new SessionEnds();
  readonly sessions: Sessions;
  readonly refreshTokens: RefreshTokens;

  /** @param deletionDelay milliseconds until an accepted deletion takes effect */
  constructor(deletionDelay: number, sessionList?: SessionList) {
    this.deletions = new PendingDeletions(deletionDelay, this.clock);
    this.sessions = new Sessions(this.clock, this.settings, sessionList);
    this.refreshTokens = new RefreshTokens(this.clock, this.clients, this.sessions);
  }

  /** Identifier of the Management API: the canonical domain's, on whichever domain it is called. */
  get managementApi(): string {
    return `https://${this.domains.canonical}/api/v2/`;
  }

  /** Which users log in to unless told otherwise. */
  get application(): StoredClient {
    return this.clients.get(this.applications.application);
  }

  /** Carries out every accepted deletion now, and waits for builds and for logout tokens that are under way. */
  async settle(): Promise<void> {
    this.deletions.carryOutAll();
    await Promise.all([this.actions.allBuilt(), this.sessionEnds.allTold()]);
  }

  /** Time goes by: sessions and refresh tokens grow old, and what was to be deleted by then is. */
  passTime(milliseconds: number): void {
    this.clock.advance(milliseconds);
    this.deletions.carryOutDue();
  }

  deleteClient(clientId: string): void {
    this.revokeRefreshTokens({ client_id: clientId });
    this.clientGrants.deleteAllOf(clientId);
    this.clientCredentials.deleteAllOf(clientId);
    this.connections.forgetClient(clientId);
    this.clients.delete(clientId);
  }

  /** @param force unbinds the Action first, instead of refusing */
  deleteAction(actionId: string, force: boolean): void {
    if (force) this.triggerBindings.unbind(actionId);
    if (this.triggerBindings.isBound(actionId)) throw conflict("Unable to delete an action bound to a trigger.");
    this.actions.delete(actionId);
  }

  deleteActionModule(moduleId: string): void {
    if (this.actions.usingModule(moduleId).length > 0) {
      throw preconditionFailed("The Actions Module cannot be deleted because it is in use by one or more actions.");
    }
    this.actionModules.delete(moduleId);
  }

  /** Another password, e-mail address or user name ends the user's sessions. Source: Auth0's page on sessions. */
  updateUser(userId: string, fields: UserChanges, password?: string): StoredUser {
    const { email, username } = this.users.get(userId);
    const user = this.users.update(userId, fields);
    if (password !== undefined) this.users.changePassword(user, password);
    if (password !== undefined || user.email !== email || user.username !== username) {
      const initiator = password === undefined ? "email-identifier-changed" : "password-changed";
      for (const { id } of this.sessions.of(userId)) this.endSession(id, { preserveRefreshTokens: true, initiator });
    }
    return user;
  }

  /** Its users go with it. Source: Auth0, "Delete a connection". */
  deleteConnection(id: string): void {
    const { name } = this.connections.get(id);
    for (const user of this.users.all()) if (connectionOf(user) === name) this.deleteUser(user.user_id);
    this.organizationConnections.forgetConnection(id);
    this.connections.delete(id);
  }

  deleteOrganization(organizationId: string): void {
    this.discoveryDomains.forgetOrganization(organizationId);
    this.organizationConnections.forgetOrganization(organizationId);
    this.organizations.delete(organizationId);
  }

  deleteRole(roleId: string): void {
    this.permissions.forget(this.roles.get(roleId).id);
    this.roles.delete(roleId);
  }

  deleteUser(userId: string): void {
    for (const { id } of this.sessions.of(userId)) {
      this.endSession(id, { preserveRefreshTokens: true, initiator: "account-deleted" });
    }
    this.revokeRefreshTokens({ user_id: userId });
    this.roles.forgetUser(userId);
    this.permissions.forget(userId);
    this.organizations.forgetUser(userId);
    this.users.delete(userId);
  }

  /** Its online refresh tokens end with it in any case. */
  endSession(
    sessionId: string,
    { preserveRefreshTokens, initiator = "session-revoked" }: { preserveRefreshTokens: boolean; initiator?: Initiator },
  ): void {
    const session = this.sessions.live(sessionId);
    for (const { id } of this.refreshTokens.matching({ session_id: sessionId })) {
      if (!preserveRefreshTokens || this.refreshTokens.isOnline(id)) this.refreshTokens.revoke(id);
    }
    this.sessions.end(sessionId);
    if (session) this.sessionEnds.tell(session, initiator);
  }

  revokeRefreshTokens(filter: RefreshTokenFilter): void {
    for (const { id } of this.refreshTokens.matching(filter)) this.refreshTokens.revoke(id);
  }

  /** Those that there are now: one that comes later is spared, however long the deletion waits. */
  revokeRefreshTokensLater(filter: RefreshTokenFilter): void {
    const ids = this.refreshTokens.matching(filter).map(({ id }) => id);
    this.deletions.accept(() => ids.forEach((id) => this.refreshTokens.revoke(id)));
  }
}
