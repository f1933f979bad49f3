import { evict } from "../../action-src/eviction";

const ids = Array.from({ length: 60 }, (_, i) => `session${i}`);
const inTime = { isSpent: false };

test("ends twenty-five sessions at a time, in the order given", async () => {
  const waiting: { id: string; end: () => void }[] = [];
  const eviction = evict(ids, (id) => new Promise((end) => waiting.push({ id, end })), inTime);
  const started: string[][] = [];
  while (waiting.length > 0) {
    const batch = waiting.splice(0);
    started.push(batch.map(({ id }) => id));
    for (const { end } of batch) end();
    await new Promise(setImmediate);
  }
  expect(started).toEqual([ids.slice(0, 25), ids.slice(25, 50), ids.slice(50)]);
  expect(await eviction).toEqual({ ended: ids, failed: 0 });
});

test("one that fails does not keep the others, and the first error is named", async () => {
  const fail = (id: string) => Promise.reject(new Error(id));
  const end = (id: string) => (["session3", "session7"].includes(id) ? fail(id) : Promise.resolve());
  const { ended, failed, error } = await evict(ids, end, inTime);
  expect([failed, error]).toEqual([2, new Error("session3")]);
  expect(ended.toSorted()).toEqual(ids.filter((id) => !["session3", "session7"].includes(id)).toSorted());
});

test("begins none once the time is over, and counts those as failed", async () => {
  const budget = { isSpent: false };
  const asked: string[] = [];
  // Twenty-five are under way when it is.
  const end = (id: string) => {
    asked.push(id);
    budget.isSpent = asked.length >= 7;
    return Promise.resolve();
  };
  const { ended, failed, error } = await evict(ids, end, budget);
  expect([asked.length, ended.length, failed]).toEqual([25, 25, 35]);
  expect(error).toMatchObject({ name: "TimeoutError" });
});
