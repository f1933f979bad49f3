import type { Result } from "./run-tests";

/** What differs from what is expected of the tests that ran, in a line each. */
export function verdict(results: Map<string, Result>, expectedFailures: Record<string, string>): string[] {
  return [...results].flatMap(([test, result]) => {
    const reason = expectedFailures[test];
    const isGood = result === "passed" || result === "skipped";
    if (isGood && reason !== undefined) return [`${test} ${result}: take it off the expected failures`];
    return isGood || reason !== undefined ? [] : [`${test} ${result}, and was expected to pass`];
  });
}
