import { type Directory, PAGE_SIZE, SEARCH_LIMIT, type User } from "../../../command/users/directory";
import type { Window } from "../../../command/window";

/** Users in memory, each with the time of their last login, that are searched the way Auth0 lets one search. */
export class MemoryDirectory implements Directory {
  searches = 0;
  private readonly users: { user: User; lastLogin: number }[];

  constructor(lastLogins: readonly number[]) {
    this.users = lastLogins
      .map((lastLogin, index) => ({ lastLogin, user: { id: `user${index}`, connections: [], appMetadata: {} } }))
      .sort((a, b) => b.lastLogin - a.lastLogin);
  }

  count(window: Window): Promise<number> {
    this.searches += 1;
    return Promise.resolve(this.within(window).length);
  }

  page(window: Window, page: number): Promise<User[]> {
    this.searches += 1;
    const given = this.within(window).slice(0, SEARCH_LIMIT);
    return Promise.resolve(given.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE));
  }

  private within({ start, end }: Window): User[] {
    return this.users.filter(({ lastLogin }) => lastLogin >= start && lastLogin < end).map(({ user }) => user);
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
