import { withinCapacity } from "../../../benchmarks/load/capacity";

/** Runs tasks of these weights, and tells which ones were running whenever one began. */
async function play(capacity: number, weights: number[]): Promise<number[][]> {
  const running: number[] = [];
  const seen: number[][] = [];
  await withinCapacity(
    capacity,
    weights,
    (weight) => weight,
    async (weight) => {
      running.push(weight);
      seen.push([...running]);
      await new Promise(setImmediate);
      running.splice(running.indexOf(weight), 1);
    },
  );
  return seen;
}

test("tasks run at the same time as far as their weights allow, in order", async () => {
  expect(await play(10, [6, 4, 7, 2, 1])).toEqual([[6], [6, 4], [7], [7, 2], [7, 2, 1]]);
});

test("a task too heavy for all of the capacity runs alone", async () => {
  expect(await play(10, [1, 20, 1])).toEqual([[1], [20], [1]]);
});

test("the results come in the tasks' order, and the first failure is thrown", async () => {
  const run = (task: number) => (task === 3 ? Promise.reject(new Error("third")) : Promise.resolve(task * 2));
  expect(await withinCapacity(1, [1, 2], () => 1, run)).toEqual([2, 4]);
  await expect(withinCapacity(1, [1, 3, 2], () => 1, run)).rejects.toThrow("third");
});
