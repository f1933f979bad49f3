/** Does something `times` times, `atOnce` of them at the same time. */
export async function inParallel(atOnce: number, times: number, task: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < times) await task(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
