import { Token } from "cdktf";
import { readPolicy } from "../../contract/policy-reader";
import { validateSessionPolicy } from "../../constructs/validate-session-policy";
import { expectedOutcome, GIVEN, groupWith, observedOfAction, PLACES } from "./policy-outcomes";

const CASES = PLACES.flatMap((place) =>
  GIVEN.flatMap((given) => {
    const group = groupWith(place, given);
    return group ? [{ path: place.path, given, place, group, policy: place.policyWith(group) as object }] : [];
  }),
);

test.each(CASES)("$path, $given: what synth says of it", ({ place, given, policy }) => {
  const synth = validateSessionPolicy(policy).length > 0 ? "refused" : "accepted";
  expect(synth).toBe(expectedOutcome(place, given, "literal").synth);
});

test.each(CASES)("$path, $given: what synth says of it if it is a token", ({ place, given, group }) => {
  const token = Token.asAny({ resolve: () => undefined });
  const isAround = given === "absent" || given === "unknown key beside it";
  const policy = place.policyWith(isAround ? token : { ...group, [place.name]: token }) as object;
  expect(validateSessionPolicy(policy)).toEqual([]);
  expect(expectedOutcome(place, given, "token").synth).toBe("accepted");
});

test.each(CASES)("$path, $given: what the Action makes of it", ({ place, given, policy }) => {
  const reading = readPolicy(JSON.parse(JSON.stringify(policy)))!;
  expect(observedOfAction(place, given, reading)).toBe(expectedOutcome(place, given, "literal").action);
  // Neither is every login refused, nor is there no limit: a rule that exempts logins is left out, were it not as given.
  expect(reading.policy.maxSessions).toBeGreaterThanOrEqual(1);
  expect(reading.policy.whenExceeded).toBe("revoke-oldest");
});
