import { Pace } from "../../../command/tenant/pace";

/** How long a request waits after the answers before it told of these numbers of requests left, of 50. */
async function pausesAfter(share: number, ...remaining: number[]): Promise<number[]> {
  const pauses: number[] = [];
  const pace = new Pace(share, (milliseconds) => Promise.resolve(pauses.push(milliseconds)));
  for (const left of remaining) {
    pace.saw({ limit: 50, remaining: left });
    await pace.turn();
  }
  return pauses;
}

test("nothing waits while more is left than belongs to others", async () => {
  expect(await pausesAfter(0.5, 50, 49, 26)).toEqual([]);
});

test("each request waits while less is left, whoever used it", async () => {
  expect(await pausesAfter(0.5, 25, 12, 0, 40)).toEqual([1000, 1000, 1000]);
});

test("a small share waits early", async () => {
  expect(await pausesAfter(0.1, 46, 45)).toEqual([1000]);
});

test("what an answer does not tell is as it was told before", async () => {
  const pauses: number[] = [];
  const pace = new Pace(0.5, (milliseconds) => Promise.resolve(pauses.push(milliseconds)));
  pace.saw(undefined);
  await pace.turn();
  pace.saw({ limit: 10, remaining: 2 });
  pace.saw(undefined);
  await pace.turn();
  expect(pauses).toEqual([1000]);
});
