import fc from "fast-check";
import { TokenBucket } from "../../../simulator/tenant/token-bucket";
import { RATE_LIMITS } from "../../../simulator/traffic";
import { StoppedClock } from "./stopped-clock";

function takeAll(bucket: TokenBucket): number {
  let taken = 0;
  while (bucket.take().conforming) taken += 1;
  return taken;
}

test.each([
  ["enterpriseProduction", 50, 16],
  ["enterpriseOther", 10, 2],
] as const)("%s takes %d calls at once, and then %d a second", (name, burst, perSecond) => {
  const clock = new StoppedClock();
  const bucket = new TokenBucket(RATE_LIMITS[name], clock);
  expect(takeAll(bucket)).toBe(burst);
  clock.advance(1000);
  expect(takeAll(bucket)).toBe(perSecond);
  clock.advance(1_000_000);
  expect(takeAll(bucket)).toBe(burst);
});

test("tells what is left, and when it will be full", () => {
  const clock = new StoppedClock();
  const bucket = new TokenBucket({ burst: 10, perSecond: 2 }, clock);
  expect(bucket.take()).toEqual({ conforming: true, remaining: 9, fullAt: 500 });
  expect(bucket.take()).toEqual({ conforming: true, remaining: 8, fullAt: 1000 });
  clock.advance(250);
  expect(bucket.take()).toEqual({ conforming: true, remaining: 7, fullAt: 1500 });
  takeAll(bucket);
  expect(bucket.take()).toMatchObject({ conforming: false, remaining: 0 });
});

test("never takes more calls than its burst and what came in since", () => {
  const limits = fc.record({ burst: fc.integer({ min: 1, max: 60 }), perSecond: fc.integer({ min: 1, max: 60 }) });
  fc.assert(
    fc.property(limits, fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 200 }), (limit, pauses) => {
      const clock = new StoppedClock();
      const bucket = new TokenBucket(limit, clock);
      let taken = 0;
      for (const pause of pauses) {
        clock.advance(pause);
        if (bucket.take().conforming) taken += 1;
      }
      expect(taken).toBeLessThanOrEqual(limit.burst + (clock.ahead / 1000) * limit.perSecond + 1e-6);
    }),
  );
});
