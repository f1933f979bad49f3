import { evict } from "../../action-src/eviction";

const ids = Array.from({ length: 12 }, (_, i) => `session${i}`);

test("ends five sessions at a time, in the order given", async () => {
  const waiting: { id: string; end: () => void }[] = [];
  const eviction = evict(ids, (id) => new Promise((end) => waiting.push({ id, end })));
  const started: string[][] = [];
  while (waiting.length > 0) {
    const batch = waiting.splice(0);
    started.push(batch.map(({ id }) => id));
    for (const { end } of batch) end();
    await new Promise(setImmediate);
  }
  expect(started).toEqual([ids.slice(0, 5), ids.slice(5, 10), ids.slice(10)]);
  expect((await eviction).ended).toEqual(ids);
});

test("one that fails does not keep the others, and is named with its error", async () => {
  const error = new Error("no");
  const eviction = await evict(ids, (id) => (id === "session3" ? Promise.reject(error) : Promise.resolve()));
  expect(eviction.failed).toEqual([{ id: "session3", error }]);
  expect(eviction.ended.sort()).toEqual(ids.filter((id) => id !== "session3").sort());
});
