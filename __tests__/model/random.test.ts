import fc from "fast-check";
import { endsNewerOnes } from "./broken-decisions";
import { walk } from "./explorer";
import { follow, scenarios, schedules } from "./random-scenarios";
import { scenarioOf, type Given } from "./scenario";

/** The same schedules every time. */
function check(numRuns: number, broken: Partial<Given> = {}): void {
  const property = fc.property(scenarios, schedules, (given, schedule) => {
    const violation = walk(scenarioOf({ ...given, ...broken }), follow(schedule));
    if (violation) throw new Error([`broken: ${violation.invariant}`, ...violation.schedule].join("\n  "));
  });
  fc.assert(property, { numRuns, seed: 4, includeErrorInReport: true });
}

test("100,000 schedules of 2 to 4 logins at once, whatever the policy, the store, the clocks and the mishaps", () => {
  check(100_000);
}, 120_000);

test("a decision that ends newer sessions is caught", () => {
  expect(() => check(1000, { decide: endsNewerOnes })).toThrow("broken: a login is never ended by an older one");
});
