import { type Directory, type FoundUser, PAGE_SIZE, SEARCH_LIMIT } from "../../../command/users/directory";
import type { Window } from "../../../command/window";

/** Users in memory, each with the time of their last login, that are searched the way Auth0 lets one search. */
export class MemoryDirectory implements Directory {
  searches = 0;
  private users: FoundUser[];

  constructor(lastLogins: readonly number[]) {
    this.users = lastLogins.map((lastLogin, index) => ({
      id: `user${index}`,
      connections: [],
      appMetadata: {},
      lastLogin,
    }));
    this.sort();
  }

  logIn(id: string, time: number): void {
    this.users = this.users.map((user) => (user.id === id ? { ...user, lastLogin: time } : user));
    this.sort();
  }

  count(window: Window): Promise<number> {
    this.searches += 1;
    return Promise.resolve(this.within(window).length);
  }

  page(window: Window, page: number): Promise<FoundUser[]> {
    this.searches += 1;
    const given = this.within(window).slice(0, SEARCH_LIMIT);
    return Promise.resolve(given.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE));
  }

  private within({ start, end }: Window): FoundUser[] {
    return this.users.filter(({ lastLogin }) => lastLogin >= start && lastLogin < end);
  }

  private sort(): void {
    this.users.sort((a, b) => b.lastLogin - a.lastLogin);
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
