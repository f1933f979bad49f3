/** Makes an attempt with each item, so many at a time. */
export async function forEach<T>(atATime: number, items: T[], attempt: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const work = async () => {
    for (const item of queue) await attempt(item);
  };
  await Promise.all(Array.from({ length: atATime }, work));
}
