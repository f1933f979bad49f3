import { type Directory, PAGE_SIZE, SEARCH_LIMIT, type User } from "./directory";
import { tooMany } from "./everybody";
import { halves, isMoment, type Window } from "../window";

/** Returns a number from 0 up to but not including 1, as `Math.random` does. */
export type Random = () => number;

/**
 * Users drawn at random from the window, each equally likely and none twice. A search returns only its first thousand results, so
 * the draw divides the window into ever smaller ones, each of which gets the part of the sample that falls into it by chance.
 *
 * @param size how many users to draw; all of them if there are fewer
 * @throws Error if more users logged in within one millisecond than a search returns
 */
export async function* sample(
  directory: Directory,
  window: Window,
  size: number,
  random: Random,
): AsyncGenerator<User> {
  yield* draw(directory, window, await directory.count(window), size, random);
}

async function* draw(
  directory: Directory,
  window: Window,
  count: number,
  size: number,
  random: Random,
): AsyncGenerator<User> {
  if (size === 0 || count === 0) return;
  if (count <= SEARCH_LIMIT) {
    yield* pick(directory, window, positions(count, size, random));
    return;
  }
  if (isMoment(window)) throw new Error(tooMany(count, window));
  const [earlier, later] = halves(window);
  const laterCount = await directory.count(later);
  const laterSize = positions(count, size, random).filter((position) => position < laterCount).length;
  yield* draw(directory, later, laterCount, laterSize, random);
  yield* draw(directory, earlier, count - laterCount, Math.min(size, count) - laterSize, random);
}

async function* pick(directory: Directory, window: Window, chosen: number[]): AsyncGenerator<User> {
  const pages = new Map<number, User[]>();
  for (const position of chosen) {
    const page = Math.floor(position / PAGE_SIZE);
    const users = pages.get(page) ?? (await directory.page(window, page));
    pages.set(page, users);
    // A user who has logged in meanwhile has left the window.
    const user = users[position % PAGE_SIZE];
    if (user) yield user;
  }
}

/** `size` of the numbers from 0 to `count` - 1, in order. Every choice is equally likely. */
function positions(count: number, size: number, random: Random): number[] {
  const chosen = new Set<number>();
  // Floyd's sampling algorithm, which takes `size` steps however large `count` is.
  for (let top = count - Math.min(size, count); top < count; top++) {
    const candidate = Math.floor(random() * (top + 1));
    chosen.add(chosen.has(candidate) ? top : candidate);
  }
  return [...chosen].sort((a, b) => a - b);
}
