import fc from "fast-check";
import { everybody } from "../../../command/users/everybody";
import { collect, MemoryDirectory } from "./memory-directory";

const WINDOW = { start: 0, end: 1_000_000 };

test("nobody is left out and nobody comes twice, however many there are and whenever they logged in", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 3500 }),
      fc.integer({ min: 10, max: 1_000_000 }),
      async (count, spread) => {
        const directory = new MemoryDirectory(Array.from({ length: count }, (_, i) => (i * 7919) % spread));
        const users = (await collect(everybody(directory, WINDOW))).map(({ id }) => id);
        expect(users).toHaveLength(count);
        expect(new Set(users).size).toBe(count);
      },
    ),
    { numRuns: 30 },
  );
});

test("who logs in meanwhile hides nobody else", async () => {
  const directory = new MemoryDirectory(Array.from({ length: 1500 }, (_, i) => i));
  const users: string[] = [];
  for await (const { id } of everybody(directory, WINDOW)) {
    users.push(id);
    if (users.length % 3 === 0) directory.logIn(users.at(-2)!, WINDOW.end + users.length);
  }
  expect(new Set(users).size).toBe(1500);
  expect(users).toHaveLength(1500);
});

test("the latest login comes first", async () => {
  const users = await collect(everybody(new MemoryDirectory([5, 900_000, 400_000]), WINDOW));
  expect(users.map(({ id }) => id)).toEqual(["user1", "user2", "user0"]);
});

test("more users at one moment than a search gives are an error that says what to do", async () => {
  const directory = new MemoryDirectory(Array.from({ length: 1001 }, () => 77));
  await expect(collect(everybody(directory, WINDOW))).rejects.toThrow(
    "1001 users logged in at 1970-01-01T00:00:00.077Z, but a search returns only 1000; pass the users in a file with --users instead",
  );
});
