import { setTimeout as wait } from "node:timers/promises";

/**
 * Begins a task for each item at a steady rate, however long those before take, and waits for all: people do not wait with
 * their login until others are through.
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
