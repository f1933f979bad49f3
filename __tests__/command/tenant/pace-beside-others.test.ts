import fc from "fast-check";
import { Pace } from "../../../command/tenant/pace";
import { RATE_LIMITS, type RateLimit } from "../../../simulator/simulator";
import type { Clock } from "../../../simulator/tenant/clock";
import { TokenBucket } from "../../../simulator/tenant/token-bucket";

/** In milliseconds. */
const DURATION = 20 * 60 * 1000;
const ANSWER = 40;

interface Account {
  /** Of the others' calls. */
  refused: number;
  /** Calls of our own that were answered. */
  made: number;
}

/** Others call at these times, in milliseconds, and we as often as a pace with this share lets us; without one, never. */
async function beside(others: readonly number[], limit: RateLimit, share?: number): Promise<Account> {
  const clock = { milliseconds: 0 };
  const bucket = new TokenBucket(limit, clock as Clock);
  const account = { refused: 0, made: 0 };
  let next = 0;
  const passTime = (milliseconds: number) => {
    const end = clock.milliseconds + milliseconds;
    for (; next < others.length && others[next]! <= end; next++) {
      clock.milliseconds = others[next]!;
      if (!bucket.take().conforming) account.refused += 1;
    }
    clock.milliseconds = end;
  };
  if (share === undefined) {
    passTime(DURATION);
    return account;
  }
  const pace = new Pace(
    share,
    (milliseconds) => Promise.resolve(passTime(milliseconds)),
    () => clock.milliseconds,
  );
  while (clock.milliseconds < DURATION) {
    await pace.turn();
    passTime(ANSWER);
    const { conforming, remaining, fullAt } = bucket.take();
    if (conforming) account.made += 1;
    pace.saw({ limit: limit.burst, remaining, reset: Math.ceil(fullAt / 1000) * 1000 });
  }
  return account;
}

/** Calls at even intervals, as many together each time. */
function evenly(perSecond: number, together: number): number[] {
  const interval = (together / perSecond) * 1000;
  const times = Array.from({ length: Math.floor(DURATION / interval) }, (_, i) => (i + 0.5) * interval);
  return times.flatMap((time) => Array<number>(together).fill(time));
}

const limits = Object.entries(RATE_LIMITS);
const shares = [0.1, 0.25, 0.5, 1];

test.each(limits.flatMap(([name, limit]) => shares.map((share) => [name, share, limit] as const)))(
  "%s: alone, no more than a share of %d is used, and not much less",
  async (_, share, limit) => {
    const { made } = await beside([], limit, share);
    const allowed = share * (limit.burst + (limit.perSecond * DURATION) / 1000);
    expect(made).toBeLessThanOrEqual(allowed);
    expect(made).toBeGreaterThan(allowed / 3);
  },
);

test.each(limits)("%s: others who need up to nine tenths of it are refused nothing", async (_, limit) => {
  const others = fc.record({
    perSecond: fc.double({ min: 0.05, max: 0.9, noNaN: true }).map((part) => part * limit.perSecond),
    together: fc.integer({ min: 1, max: limit.burst / 2 - 1 }),
  });
  await fc.assert(
    fc.asyncProperty(others, async ({ perSecond, together }) => {
      const calls = evenly(perSecond, together);
      expect((await beside(calls, limit, 0.5)).refused).toBe(0);
    }),
    { numRuns: 40 },
  );
});

test.each([1.25, 1.5, 3])("others who need %d times as much as there is are left almost all of it", async (times) => {
  const limit = RATE_LIMITS.enterpriseOther;
  const calls = evenly(times * limit.perSecond, 1);
  const alone = await beside(calls, limit);
  const { refused, made } = await beside(calls, limit, 0.5);
  expect(made).toBeGreaterThan(0);
  expect(refused - alone.refused).toBeLessThan(0.01 * calls.length);
});
