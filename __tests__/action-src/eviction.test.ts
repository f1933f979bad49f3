import { evict } from "../../action-src/eviction";

const ids = Array.from({ length: 60 }, (_, i) => `session${i}`);
const inTime = { isSpent: false };

const steps = (ids: string[], end: (id: string) => Promise<void>) =>
  ids.map((id) => ({ ids: [id], run: () => end(id) }));

test("ends fifty sessions at a time, in the order given", async () => {
  const waiting: { id: string; end: () => void }[] = [];
  const eviction = evict(
    steps(ids, (id) => new Promise((end) => waiting.push({ id, end }))),
    inTime,
  );
  const started: string[][] = [];
  while (waiting.length > 0) {
    const batch = waiting.splice(0);
    started.push(batch.map(({ id }) => id));
    for (const { end } of batch) end();
    await new Promise(setImmediate);
  }
  expect(started).toEqual([ids.slice(0, 50), ids.slice(50)]);
  expect(await eviction).toEqual({ ended: ids, failed: 0 });
});

test("one that fails does not keep the others, and the first error is named", async () => {
  const fail = (id: string) => Promise.reject(new Error(id));
  const end = (id: string) => (["session3", "session7"].includes(id) ? fail(id) : Promise.resolve());
  const { ended, failed, error } = await evict(steps(ids, end), inTime);
  expect([failed, error]).toEqual([2, new Error("session3")]);
  expect(ended.toSorted()).toEqual(ids.filter((id) => !["session3", "session7"].includes(id)).toSorted());
});

test("begins none once the time is over, and counts those as failed", async () => {
  const budget = { isSpent: false };
  const asked: string[] = [];
  // Fifty are under way when it is.
  const end = (id: string) => {
    asked.push(id);
    budget.isSpent = asked.length >= 7;
    return Promise.resolve();
  };
  const { ended, failed, error } = await evict(steps(ids, end), budget);
  expect([asked.length, ended.length, failed]).toEqual([50, 50, 10]);
  expect(error).toMatchObject({ name: "TimeoutError" });
});

test("a step that ends several devices fails for all of them", async () => {
  const run = () => Promise.reject(new Error("no"));
  expect(await evict([{ ids: ["phone", "tablet"], run }], inTime)).toEqual({
    ended: [],
    failed: 2,
    error: new Error("no"),
  });
});
