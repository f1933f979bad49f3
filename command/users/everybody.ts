import { type Directory, PAGE_SIZE, SEARCH_LIMIT, type User } from "./directory";
import { halves, isMoment, type Window } from "../window";

/**
 * Everybody who logged in within the window, the latest first. A window with more users than a search gives is halved.
 *
 * @throws Error if more users than that logged in within one millisecond
 */
export async function* everybody(directory: Directory, window: Window): AsyncGenerator<User> {
  const count = await directory.count(window);
  if (count > SEARCH_LIMIT) {
    if (isMoment(window)) throw new Error(tooMany(count, window));
    const [earlier, later] = halves(window);
    yield* everybody(directory, later);
    yield* everybody(directory, earlier);
    return;
  }
  for (let page = 0; page * PAGE_SIZE < count; page++) yield* await directory.page(window, page);
}

export function tooMany(count: number, { start }: Window): string {
  const moment = new Date(start).toISOString();
  return `${count} users logged in at ${moment}, and a search gives ${SEARCH_LIMIT}; name the users in a file instead`;
}
