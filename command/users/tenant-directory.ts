import type { Management } from "auth0";
import { UsageError } from "../options";
import { describeError } from "../tenant/api-error";
import type { TenantReader } from "../tenant/tenant-reader";
import { persist } from "../tenant/persistence";
import { type Directory, type FoundUser, PAGE_SIZE, type User } from "./directory";
import type { Window } from "../window";

const FIELDS = { fields: "user_id,identities,app_metadata,last_login", include_fields: true };

/** A tenant's users, from its user search, which may lag by some seconds. Needs the scope `read:users`. */
export class TenantDirectory implements Directory {
  constructor(private readonly reader: TenantReader) {}

  async count(window: Window): Promise<number> {
    return (await this.search(window, { per_page: 1, page: 0 })).total;
  }

  async page(window: Window, page: number): Promise<FoundUser[]> {
    const { users } = await this.search(window, { per_page: PAGE_SIZE, page });
    return users.map((user) => ({ ...readUser(user), lastLogin: Date.parse(user.last_login as string) }));
  }

  /** @returns undefined if there is no such user */
  async find(id: string): Promise<User | undefined> {
    try {
      return await persist(async () => {
        const user = await this.reader.management.users.get(id, FIELDS);
        if (typeof user.user_id !== "string") throw new Error("the tenant's answer contains no user");
        return readUser(user);
      });
    } catch (error) {
      const { status, reason } = describeError(error);
      if (status === 404) return undefined;
      throw new UsageError(`the user "${id}" cannot be read: ${reason}`);
    }
  }

  private async search(window: Window, page: { per_page: number; page: number }) {
    const query = { q: searchQuery(window), search_engine: "v3" as const, sort: "last_login:-1" };
    try {
      return await persist(async () => {
        const found = await this.reader.management.users.list({ ...query, ...FIELDS, ...page, include_totals: true });
        const { users, total } = found.response;
        // The SDK takes an answer without a list for an empty list.
        if (!Array.isArray(users) || total === undefined)
          throw new Error("the tenant's answer contains no list of users");
        return { users, total };
      });
    } catch (error) {
      throw new UsageError(`users cannot be searched: ${describeError(error).reason}`);
    }
  }
}

function readUser({ user_id, identities = [], app_metadata }: Management.UserResponseSchema): User {
  return {
    id: user_id!,
    connections: identities.map(({ connection }) => connection ?? ""),
    appMetadata: app_metadata ?? {},
  };
}

/** The query for Auth0's user search, in Lucene's syntax. Source: Auth0 docs, "User Search Query Syntax". */
function searchQuery({ start, end }: Window): string {
  return `last_login:[${new Date(start).toISOString()} TO ${new Date(end).toISOString()}}`;
}
