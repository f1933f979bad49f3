/** Runs tasks in order, and as many at the same time as the sum of their weights allows. */
export async function withinCapacity<Task, Result>(
  capacity: number,
  tasks: readonly Task[],
  weightOf: (task: Task) => number,
  run: (task: Task) => Promise<Result>,
): Promise<Result[]> {
  const running = new Set<Promise<void>>();
  const results: Promise<Result>[] = [];
  let load = 0;
  for (const task of tasks) {
    const weight = weightOf(task);
    while (load > 0 && load + weight > capacity) await Promise.race(running);
    load += weight;
    const result = run(task);
    results.push(result);
    const end = () => {
      running.delete(ended);
      load -= weight;
    };
    const ended: Promise<void> = result.then(end, end);
    running.add(ended);
  }
  return Promise.all(results);
}
