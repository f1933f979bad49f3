import { setTimeout as wait } from "node:timers/promises";

/**
 * Starts a task for each item at a steady rate, however long the earlier ones take, and waits for all of them: people do not wait
 * for other people's logins to finish.
 */
export async function atRate<Item, Result>(
  perSecond: number,
  items: readonly Item[],
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const started = performance.now();
  const running: Promise<Result>[] = [];
  for (const [index, item] of items.entries()) {
    await wait(started + (index * 1000) / perSecond - performance.now());
    running.push(task(item));
  }
  return Promise.all(running);
}
