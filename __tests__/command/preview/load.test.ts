import { loadInText, loadOf } from "../../../command/preview/load";
import type { SessionPolicyProps } from "../../../contract/policy";
import { policyOf } from "../../action-src/policy";

const BUSY = { date: "2026-11-23", logins: 86_400 };
const days = [{ date: "2026-11-22", logins: 10 }, BUSY, { date: "2026-11-24", logins: 40_000 }];

test("the busiest day's logins cost a call each, and up to one more for the session that ends", () => {
  expect(loadOf(days, policyOf(), 50)).toEqual({
    busiestDay: BUSY,
    loginsPerSecond: 1,
    callsPerSecond: { from: 1, to: 2 },
    rateLimit: { burst: 50, perSecond: 16 },
    peak: 8,
    reuseCosts: false,
  });
});

test.each<[SessionPolicyProps, number, number]>([
  [{ whenExceeded: "deny-login" }, 1, 1],
  [{ whenExceeded: "deny-login", rules: [{ when: { roles: ["a"] }, maxSessions: 2 }] }, 1, 1],
  [{ refreshTokens: "revoke" }, 1, 2],
  [{ refreshTokens: "revoke-others" }, 2, 4],
  [{ refreshTokens: "revoke-others", whenExceeded: "deny-login" }, 2, 2],
  [
    { whenExceeded: "deny-login", rules: [{ when: { roles: ["a"] }, maxSessions: 2, whenExceeded: "revoke-oldest" }] },
    1,
    2,
  ],
  [{ rules: [{ when: { roles: ["a"] }, maxSessions: 2, whenExceeded: "deny-login" }] }, 1, 2],
])("of %j a login costs %i to %i calls", (policy, from, to) => {
  expect(loadOf(days, policyOf(policy))?.callsPerSecond).toEqual({ from, to });
});

test.each([
  [50, 16],
  [10, 2],
  [100, undefined],
])("of a bucket of %i it is known that it gets %p a second", (burst, perSecond) => {
  expect(loadOf(days, policyOf(), burst)?.rateLimit).toEqual({ burst, perSecond });
});

test.each([[[]], [[{ date: "2026-11-23", logins: 0 }]]])("nothing follows from %j", (none) => {
  expect(loadOf(none, policyOf(), 50)).toBeUndefined();
});

test.each<[number | undefined, number, SessionPolicyProps, string]>([
  [50, 86_400, {}, "had 86400 logins, 1 a second on average: the policy will need 1 to 2 calls a second"],
  [
    50,
    86_400,
    {},
    "50 calls at once and 16 a second, shared with everybody who calls the Management API: it is enough for a peak of 8 times that average",
  ],
  [
    10,
    864_000,
    {},
    "10 calls at once and 2 a second, shared with everybody who calls the Management API: it is too low for that day",
  ],
  [100, 86_400, {}, "the tenant's rate limit is 100 calls at once"],
  [undefined, 86_400, {}, "the tenant's answers state no rate limit"],
  [50, 1_000, { whenExceeded: "deny-login" }, "0.012 a second on average: the policy will need 0.012 calls a second"],
  [50, 86_400, { checkOnReuse: true }, "checkOnReuse costs one more call each time a session is used again"],
])("a bucket of %p and %i logins under %j: %s", (burst, logins, policy, sentence) => {
  const load = loadOf([{ ...BUSY, logins }], policyOf(policy), burst)!;
  expect(loadInText(load).join("\n")).toContain(sentence);
});
