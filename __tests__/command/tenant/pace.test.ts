import { Pace } from "../../../command/tenant/pace";
import type { RateLimit } from "../../../command/tenant/rate-limit";

const NOW = 1_700_000_000_000;

/** How long requests wait, each after an answer that told of this. */
async function pausesAfter(share: number, ...answers: (RateLimit | undefined)[]): Promise<number[]> {
  const pauses: number[] = [];
  const pace = new Pace(
    share,
    (milliseconds) => Promise.resolve(pauses.push(milliseconds)),
    () => NOW,
  );
  for (const answer of answers) {
    pace.saw(answer);
    await pace.turn();
  }
  return pauses;
}

/** Of 50 requests; the bucket is full again after as many milliseconds. */
const left = (remaining: number, untilFull?: number): RateLimit => ({
  limit: 50,
  remaining,
  reset: untilFull === undefined ? undefined : NOW + untilFull,
});

test("nothing waits while more is left than belongs to others", async () => {
  expect(await pausesAfter(0.5, left(50), left(49), left(26))).toEqual([]);
});

test("a small share waits early", async () => {
  expect(await pausesAfter(0.1, left(46), left(45))).toEqual([1000]);
});

test.each([
  [2000, 2000],
  [60_000, 60_000],
  [900_000, 60_000],
  // A clock that differs from the tenant's.
  [-3000, 1000],
])("where the bucket is full in %d ms, a request waits %d ms", async (untilFull, pause) => {
  expect(await pausesAfter(0.5, left(0, untilFull))).toEqual([pause]);
});

test("a request waits until the share of what flows in has paid for those before it", async () => {
  // 25 requests of 50 in no time, and the bucket is full in 2.5 s: 10 requests a second flow in, and 5 of them are ours.
  const answers = Array.from({ length: 25 }, (_, i) => left(49 - i, (i + 1) * 100));
  expect(await pausesAfter(0.5, ...answers)).toEqual([4800]);
});

test("each wait is twice as long while others need what is left, up to a minute", async () => {
  const busy = Array.from({ length: 8 }, () => left(10));
  expect(await pausesAfter(0.5, ...busy)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
});

test("what others left comes back to a short wait", async () => {
  expect(await pausesAfter(0.5, left(10), left(10), left(40), left(25))).toEqual([1000, 2000, 1000]);
});

test("what an answer does not tell is as it was told before", async () => {
  expect(await pausesAfter(0.5, undefined, left(2), undefined)).toEqual([1000, 2000]);
});
