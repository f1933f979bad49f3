import { conflict, notFound } from "../errors";
import { Collection, type CollectionState } from "./collection";
import { newRoleId } from "./identifiers";

export interface StoredRole {
  id: string;
  name: string;
  /** Null until somebody gives one, as a recording of a tenant shows. */
  description: string | null;
}

/** The tenant's roles, and who has them outside of any organization. */
export class Roles {
  private readonly roles = new Collection<StoredRole>();
  private readonly holders = new Map<string, Set<string>>();

  /** @param id chosen by a seed; given out otherwise */
  create({ name, description = null }: { name: string; description?: string | null }, id = newRoleId()): StoredRole {
    this.requireFree(name);
    this.holders.set(id, new Set());
    return this.roles.add(id, { id, name, description });
  }

  /** @throws ManagementApiError 404 */
  get(id: string): StoredRole {
    const role = this.roles.find(id);
    if (!role) throw notFound("The role does not exist.", "inexistent_role");
    return role;
  }

  all(): StoredRole[] {
    return this.roles.all();
  }

  update(id: string, fields: { name?: string; description?: string }): StoredRole {
    const role = this.get(id);
    if (fields.name !== undefined && fields.name !== role.name) this.requireFree(fields.name);
    return Object.assign(role, fields);
  }

  delete(id: string): void {
    this.roles.delete(id);
    this.holders.delete(id);
  }

  /** All or, where one does not exist, none. */
  assign(userId: string, roleIds: readonly string[]): void {
    roleIds.forEach((id) => this.get(id));
    for (const id of roleIds) this.holders.get(id)?.add(userId);
  }

  remove(userId: string, roleIds: readonly string[]): void {
    for (const id of roleIds) this.holders.get(id)?.delete(userId);
  }

  of(userId: string): StoredRole[] {
    return this.all().filter(({ id }) => this.holders.get(id)?.has(userId));
  }

  holdersOf(roleId: string): string[] {
    return [...(this.holders.get(this.get(roleId).id) ?? [])];
  }

  forgetUser(userId: string): void {
    for (const users of this.holders.values()) users.delete(userId);
  }

  state() {
    return { roles: this.roles.state(), holders: [...this.holders].map(([id, users]) => ({ id, users: [...users] })) };
  }

  restore({
    roles,
    holders,
  }: {
    roles: CollectionState<StoredRole>;
    holders: { id: string; users: string[] }[];
  }): void {
    this.roles.restore(roles);
    for (const { id, users } of holders) this.holders.set(id, new Set(users));
  }

  private requireFree(name: string): void {
    if (this.all().some((role) => role.name === name)) throw conflict(`A role with the name ${name} already exists.`);
  }
}
