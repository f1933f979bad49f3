import fc from "fast-check";
import { confidenceInterval } from "../../../command/preview/confidence";

test.each([
  // Of Wilson's interval for 10 in 100 and for none in 20, as textbooks print them.
  [10, 100, 0.0552, 0.1744],
  [0, 20, 0, 0.1611],
  [20, 20, 0.8389, 1],
])("%i of %i", (hits, size, from, to) => {
  const interval = confidenceInterval(hits, size);
  expect(interval.from).toBeCloseTo(from, 3);
  expect(interval.to).toBeCloseTo(to, 3);
});

test("nothing is known of a sample of nobody", () => {
  expect(confidenceInterval(0, 0)).toEqual({ from: 0, to: 1 });
});

test("none of a sample is a share of nothing at the least", () => {
  expect(confidenceInterval(0, 164).from).toBe(0);
});

test("the share itself is within, and a larger sample says more", () => {
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), (hits, more) => {
      const size = hits + more;
      const { from, to } = confidenceInterval(hits, size);
      expect(from).toBeLessThanOrEqual(hits / size);
      expect(to).toBeGreaterThanOrEqual(hits / size);
      const larger = confidenceInterval(hits * 4, size * 4);
      expect(larger.to - larger.from).toBeLessThan(to - from);
    }),
  );
});
