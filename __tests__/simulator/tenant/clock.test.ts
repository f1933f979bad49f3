import { Clock } from "../../../simulator/tenant/clock";

test("never tells the same millisecond twice, nor an earlier one later", () => {
  const clock = new Clock();
  const readings = Array.from({ length: 1000 }, () => clock.timestamp());
  expect(new Set(readings).size).toBe(readings.length);
  expect([...readings].sort()).toEqual(readings);
});
