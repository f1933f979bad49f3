import { readListedToken, type ListedToken } from "../../action-src/device";
import { readListedSession, type ListedSession } from "../../action-src/session";
import type { PolicyDocument, SessionConditions } from "../../contract/policy";
import { UsageError } from "../options";
import type { Account } from "../preview/verdict";
import { describeError } from "../tenant/api-error";
import { persist } from "../tenant/persistence";
import type { TenantReader } from "../tenant/tenant-reader";
import type { User } from "./directory";

/** Reads what a policy needs to know about a tenant's users, and no more. */
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
      tokens: this.policy.refreshTokens === "revoke-others" ? await this.tokensOf(user) : [],
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

  /** Needs the scope `read:refresh_tokens`. */
  private tokensOf({ id }: User): Promise<ListedToken[]> {
    const tokens = async () => this.reader.management.users.refreshToken.list(id, { take: 100 });
    return this.all("tokens", id, tokens, readListedToken);
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

  /** Starts over if reading is interrupted, because a page's cursor may not outlive the interruption. */
  private async all<Listed, Read>(
    what: string,
    user: string,
    list: () => Promise<Page<Listed>>,
    read: (listed: Listed) => Read,
  ): Promise<Read[]> {
    try {
      return await persist(async () => (await itemsOf(what, await list())).map(read));
    } catch (error) {
      const { status, reason } = describeError(error);
      // The user was deleted after the users were listed.
      if (status === 404) return [];
      throw new UsageError(`the ${what === "tokens" ? "refresh tokens" : what} of "${user}" cannot be read: ${reason}`);
    }
  }

  private isAskedFor(condition: keyof SessionConditions): boolean {
    return this.policy.rules.some(({ when }) => when[condition] !== undefined);
  }
}

/** A page, as the SDK returns it. The SDK takes an answer without a list for an empty list. */
interface Page<Listed> {
  readonly data: readonly Listed[];
  readonly response: unknown;
  hasNextPage(): boolean;
  getNextPage(): Promise<Page<Listed>>;
}

/** The items of all pages. */
async function itemsOf<Listed>(what: string, first: Page<Listed>): Promise<Listed[]> {
  const items: Listed[] = [];
  for (let page = first; ; page = await page.getNextPage()) {
    if (!Array.isArray((page.response as Record<string, unknown>)[what])) {
      throw new Error(`the tenant's answer contains no list of ${what}`);
    }
    items.push(...page.data);
    if (!page.hasNextPage()) return items;
  }
}
