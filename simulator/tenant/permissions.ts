import { badRequest } from "../errors";
import type { ResourceServers } from "./resource-servers";
import type { Roles } from "./roles";

/** A scope of an API. */
export interface PermissionReference {
  permission_name: string;
  resource_server_identifier: string;
}

export interface Permission extends PermissionReference {
  description: string;
  resource_server_name: string;
}

/** Where a user has a permission from. */
interface PermissionSource {
  source_id: string;
  source_name: string;
  source_type: "DIRECT" | "ROLE";
}

/** The scopes of APIs that roles and users have. They are kept and told; no token depends on them. */
export class Permissions {
  private readonly byHolder = new Map<string, PermissionReference[]>();

  constructor(
    private readonly resourceServers: ResourceServers,
    private readonly roles: Roles,
  ) {}

  /** @param holder the id of a role or of a user. All or, where one does not exist, none. */
  assign(holder: string, added: readonly PermissionReference[]): void {
    for (const permission of added) {
      if (this.describe(permission)) continue;
      const { permission_name, resource_server_identifier } = permission;
      throw badRequest(`${resource_server_identifier} has no scope ${permission_name}`, "invalid_body");
    }
    this.remove(holder, added);
    this.byHolder.set(holder, [...this.heldBy(holder), ...added]);
  }

  remove(holder: string, removed: readonly PermissionReference[]): void {
    const left = this.heldBy(holder).filter((permission) => !removed.some((other) => isSame(permission, other)));
    this.byHolder.set(holder, left);
  }

  forget(holder: string): void {
    this.byHolder.delete(holder);
  }

  state(): { holder: string; permissions: PermissionReference[] }[] {
    return [...this.byHolder].map(([holder, permissions]) => ({ holder, permissions }));
  }

  restore(state: ReturnType<Permissions["state"]>): void {
    for (const { holder, permissions } of state) this.byHolder.set(holder, permissions);
  }

  /** What its API no longer has is gone. */
  of(holder: string): Permission[] {
    return this.heldBy(holder).flatMap((permission) => this.describe(permission) ?? []);
  }

  /** Also those of the user's roles. */
  ofUser(userId: string): (Permission & { sources: PermissionSource[] })[] {
    const direct: PermissionSource = { source_id: "", source_name: "", source_type: "DIRECT" };
    const held = [
      ...this.of(userId).map((permission) => ({ permission, source: direct })),
      ...this.roles.of(userId).flatMap(({ id, name }) => {
        const source: PermissionSource = { source_id: id, source_name: name, source_type: "ROLE" };
        return this.of(id).map((permission) => ({ permission, source }));
      }),
    ];
    const distinct = held.filter(
      ({ permission }, index) => held.findIndex((other) => isSame(other.permission, permission)) === index,
    );
    return distinct.map(({ permission }) => ({
      ...permission,
      sources: held.filter((other) => isSame(other.permission, permission)).map(({ source }) => source),
    }));
  }

  private heldBy(holder: string): PermissionReference[] {
    return this.byHolder.get(holder) ?? [];
  }

  private describe({ permission_name, resource_server_identifier }: PermissionReference): Permission | undefined {
    const api = this.resourceServers.withIdentifier(resource_server_identifier);
    const scope = api?.scopes.find(({ value }) => value === permission_name);
    if (!api || !scope) return undefined;
    const description = scope.description ?? "";
    return { permission_name, description, resource_server_name: api.name ?? "", resource_server_identifier };
  }
}

function isSame(one: PermissionReference, other: PermissionReference): boolean {
  return (
    one.permission_name === other.permission_name && one.resource_server_identifier === other.resource_server_identifier
  );
}
