import { badRequest, conflict, notFound } from "../errors";
import { Collection, type CollectionState } from "./collection";
import { newOrganizationId } from "./identifiers";
import type { Roles, StoredRole } from "./roles";

export interface OrganizationFields {
  name?: string;
  display_name?: string;
  metadata?: Record<string, string>;
  branding?: Record<string, unknown>;
}

export interface StoredOrganization extends OrganizationFields {
  id: string;
  name: string;
  display_name: string;
}

/** A member of the organization with this id, and the roles held in it. */
export interface MemberState {
  id: string;
  user_id: string;
  roles: string[];
}

/** The tenant's organizations, their members, and the roles that these have in them. */
export class Organizations {
  private readonly organizations = new Collection<StoredOrganization>();
  /** By organization: the roles of each member. */
  private readonly members = new Map<string, Map<string, Set<string>>>();

  constructor(private readonly roles: Roles) {}

  /** @param id chosen by a seed; given out otherwise */
  create(
    { name, display_name = name, ...fields }: OrganizationFields & { name: string },
    id = newOrganizationId(),
  ): StoredOrganization {
    this.requireFree(name);
    this.members.set(id, new Map());
    return this.organizations.add(id, { id, name, display_name, ...fields });
  }

  /** By id or by name. */
  find(reference: string): StoredOrganization | undefined {
    return this.organizations.find(reference) ?? this.all().find(({ name }) => name === reference);
  }

  /** @throws ManagementApiError 404 */
  get(id: string): StoredOrganization {
    const organization = this.organizations.find(id);
    if (!organization) throw notFound("No organization found by that id or name", "inexistent_organization");
    return organization;
  }

  all(): StoredOrganization[] {
    return this.organizations.all();
  }

  update(id: string, fields: OrganizationFields): StoredOrganization {
    const organization = this.get(id);
    if (fields.name !== undefined && fields.name !== organization.name) this.requireFree(fields.name);
    return Object.assign(organization, fields);
  }

  delete(id: string): void {
    this.organizations.delete(id);
    this.members.delete(id);
  }

  addMembers(id: string, userIds: readonly string[]): void {
    const members = this.membersOf(id);
    for (const userId of userIds) members.set(userId, members.get(userId) ?? new Set());
  }

  removeMembers(id: string, userIds: readonly string[]): void {
    const members = this.membersOf(id);
    for (const userId of userIds) members.delete(userId);
  }

  isMember(id: string, userId: string): boolean {
    return this.membersOf(id).has(userId);
  }

  memberIds(id: string): string[] {
    return [...this.membersOf(id).keys()];
  }

  of(userId: string): StoredOrganization[] {
    return this.all().filter(({ id }) => this.membersOf(id).has(userId));
  }

  rolesOf(id: string, userId: string): StoredRole[] {
    const held = this.membersOf(id).get(userId);
    return this.roles.all().filter((role) => held?.has(role.id));
  }

  assignRoles(id: string, userId: string, roleIds: readonly string[]): void {
    const held = this.requireMember(id, userId);
    roleIds.forEach((roleId) => this.roles.get(roleId));
    for (const roleId of roleIds) held.add(roleId);
  }

  removeRoles(id: string, userId: string, roleIds: readonly string[]): void {
    const held = this.requireMember(id, userId);
    for (const roleId of roleIds) held.delete(roleId);
  }

  forgetUser(userId: string): void {
    for (const members of this.members.values()) members.delete(userId);
  }

  state() {
    const members = [...this.members].flatMap(([id, held]) =>
      [...held].map(([user_id, roles]): MemberState => ({ id, user_id, roles: [...roles] })),
    );
    return { organizations: this.organizations.state(), members };
  }

  restore(state: { organizations: CollectionState<StoredOrganization>; members: readonly MemberState[] }): void {
    this.organizations.restore(state.organizations);
    for (const { id } of this.all()) this.members.set(id, new Map());
    for (const { id, user_id, roles } of state.members) this.membersOf(id).set(user_id, new Set(roles));
  }

  private membersOf(id: string): Map<string, Set<string>> {
    return this.members.get(this.get(id).id)!;
  }

  private requireMember(id: string, userId: string): Set<string> {
    const held = this.membersOf(id).get(userId);
    if (!held) throw badRequest(`The user ${userId} is not a member of the organization`);
    return held;
  }

  private requireFree(name: string): void {
    if (this.all().some((other) => other.name === name)) {
      throw conflict("An organization with this name already exists.", "organization_conflict");
    }
  }
}
