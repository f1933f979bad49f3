import { type Directory, type FoundUser, PAGE_SIZE, SEARCH_LIMIT, type User } from "./directory";
import type { Window } from "../window";

/**
 * Everybody who last logged in within the window, latest first. It continues from the time of the last user it yielded, not by page
 * number: a user who logs in meanwhile leaves the window, and others move up to pages that have already been read.
 *
 * @throws Error if more users logged in within one millisecond than a search returns
 */
export async function* everybody(directory: Directory, { start, end }: Window): AsyncGenerator<User> {
  const given = new Set<string>();
  const notGiven = ({ id }: User) => given.size < given.add(id).size;
  for (;;) {
    const page = await directory.page({ start, end }, 0);
    yield* page.filter(notGiven);
    if (page.length < PAGE_SIZE) return;
    const earliest = page.at(-1)!.lastLogin;
    const isOneMoment = page[0]!.lastLogin === earliest;
    if (isOneMoment) yield* (await allOf(directory, earliest)).filter(notGiven);
    end = isOneMoment ? earliest : earliest + 1;
  }
}

/** All users whose last login was in the given millisecond. */
async function allOf(directory: Directory, time: number): Promise<FoundUser[]> {
  const moment = { start: time, end: time + 1 };
  const count = await directory.count(moment);
  if (count > SEARCH_LIMIT) throw new Error(tooMany(count, moment));
  const users: FoundUser[] = [];
  for (let page = 0; page * PAGE_SIZE < count; page++) users.push(...(await directory.page(moment, page)));
  return users;
}

export function tooMany(count: number, { start }: Window): string {
  const moment = new Date(start).toISOString();
  return `${count} users logged in at ${moment}, but a search returns only ${SEARCH_LIMIT}; pass the users in a file with --users instead`;
}
