import fc from "fast-check";
import { sample } from "../../../command/users/sample";
import { collect, MemoryDirectory } from "./memory-directory";

const WINDOW = { start: 0, end: 1_000_000 };

/** A random number of a seed, so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

test("a sample has the size asked for, or everybody, and nobody twice", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(3000), fc.nat(400), fc.integer(), async (count, size, seed) => {
      const directory = new MemoryDirectory(Array.from({ length: count }, (_, i) => (i * 7919) % 1_000_000));
      const users = (await collect(sample(directory, WINDOW, size, seeded(seed)))).map(({ id }) => id);
      expect(users).toHaveLength(Math.min(size, count));
      expect(new Set(users).size).toBe(users.length);
    }),
    { numRuns: 50 },
  );
});

test("everybody is as likely to be drawn as anybody else, however unevenly they logged in", async () => {
  // Nine in ten logged in within the last hundredth of the window.
  const lastLogins = Array.from({ length: 3000 }, (_, i) => (i % 10 === 0 ? i * 300 : 990_000 + (i % 9000)));
  const random = seeded(1);
  const drawn = new Map<string, number>();
  for (let round = 0; round < 300; round++) {
    for (const { id } of await collect(sample(new MemoryDirectory(lastLogins), WINDOW, 100, random))) {
      drawn.set(id, (drawn.get(id) ?? 0) + 1);
    }
  }
  const early = [...drawn].filter(([id]) => Number(id.slice(4)) % 10 === 0).reduce((sum, [, times]) => sum + times, 0);
  // 300 rounds of 100 draw 30,000 users, a tenth of them early ones; the bounds are five standard deviations wide.
  expect(early).toBeGreaterThan(3000 - 5 * 52);
  expect(early).toBeLessThan(3000 + 5 * 52);
});

test("a small sample of many users takes few searches", async () => {
  const directory = new MemoryDirectory(Array.from({ length: 100_000 }, (_, i) => i * 10));
  await collect(sample(directory, WINDOW, 5, Math.random));
  expect(directory.searches).toBeLessThan(60);
});
