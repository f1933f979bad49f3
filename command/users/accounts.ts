import { readListedSession, type ListedSession } from "../../action-src/session";
import type { PolicyDocument, SessionConditions } from "../../contract/policy";
import { UsageError } from "../options";
import type { Account } from "../preview/verdict";
import { describeError } from "../tenant/api-error";
import type { TenantReader } from "../tenant/tenant-reader";
import type { User } from "./directory";

/** Reads of a tenant what a policy needs of its users, and no more. */
export class Accounts {
  constructor(
    private readonly reader: TenantReader,
    private readonly policy: PolicyDocument,
  ) {}

  async read(user: User): Promise<Account> {
    return {
      user,
      roles: this.isAskedFor("roles") ? await this.rolesOf(user) : [],
      organizations: this.isAskedFor("organizations") ? await this.organizationsOf(user) : [],
      sessions: await this.sessionsOf(user),
    };
  }

  /** Needs the scope `read:sessions`. */
  private sessionsOf({ id }: User): Promise<ListedSession[]> {
    return this.all(
      "sessions",
      id,
      async () => this.reader.management.users.sessions.list(id, { take: 100 }),
      readListedSession,
    );
  }

  /** Needs the scopes `read:users` and `read:roles`. */
  private async rolesOf({ id }: User): Promise<string[]> {
    const roles = async () => this.reader.management.users.roles.list(id, { per_page: 100 });
    return this.all("roles", id, roles, ({ name }) => name ?? "");
  }

  /** Needs the scope `read:organizations`. */
  private async organizationsOf({ id }: User): Promise<string[]> {
    const organizations = async () => this.reader.management.users.organizations.list(id, { per_page: 100 });
    const names = await this.all("organizations", id, organizations, ({ id, name }) => [id ?? "", name ?? ""]);
    return names.flat();
  }

  private async all<Listed, Read>(
    what: string,
    user: string,
    list: () => Promise<AsyncIterable<Listed>>,
    read: (listed: Listed) => Read,
  ): Promise<Read[]> {
    const items: Read[] = [];
    try {
      for await (const item of await list()) items.push(read(item));
    } catch (error) {
      const { status, reason } = describeError(error);
      // Deleted since the users were listed.
      if (status === 404) return [];
      throw new UsageError(`the ${what} of "${user}" cannot be read: ${reason}`);
    }
    return items;
  }

  private isAskedFor(condition: keyof SessionConditions): boolean {
    return this.policy.rules.some(({ when }) => when[condition] !== undefined);
  }
}
