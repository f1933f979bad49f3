import type { Result } from "./run-tests";
import { verdict } from "./verdict";

const expected = { TestAccKnown: "not simulated" };

test.each<[string, Result, string[]]>([
  ["TestAccNew", "passed", []],
  ["TestAccNew", "skipped", []],
  ["TestAccNew", "failed", ["TestAccNew failed, and was expected to pass"]],
  ["TestAccNew", "did not run", ["TestAccNew did not run, and was expected to pass"]],
  ["TestAccKnown", "failed", []],
  ["TestAccKnown", "passed", ["TestAccKnown passed: take it off the expected failures"]],
])("of %s, which %s, is told: %j", (test, result, problems) => {
  expect(verdict(new Map([[test, result]]), expected)).toEqual(problems);
});
