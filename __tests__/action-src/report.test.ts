import fc from "fast-check";
import { Budget } from "../../action-src/budget";
import type { Outcome } from "../../action-src/enforcement";
import { describe as describeOutcome, describeSkipped } from "../../action-src/report";
import { listed } from "./login";
import { policyOf } from "./policy";

const limit = { maxSessions: 2, whenExceeded: "revoke-oldest" as const, userLimitIgnored: false };

function report(outcome: Partial<Outcome>, { refused = false, reportOnly = false } = {}): Record<string, unknown> {
  const line = describeOutcome(
    { decision: { limit, counted: 3, admitted: true, end: [] }, eviction: { ended: [], failed: [] }, ...outcome },
    refused,
    policyOf({ enforcement: reportOnly ? "report-only" : "enforce" }),
    Object.assign(new Budget(5000), { calls: 4 }),
  );
  return JSON.parse(line) as Record<string, unknown>;
}

const failureOf = (error: unknown) => ({ ended: [], failed: [{ id: "a", error }] });

describe("the report", () => {
  test("says what was done, why, and at what cost", () => {
    expect(report({ eviction: { ended: ["a", "b"], failed: [] } })).toEqual({
      event: "session-revoked",
      initiating_entity: "policy",
      reason_admin: "revoke-oldest",
      limit: 2,
      sessions: 3,
      ended: 2,
      failed: 0,
      calls: 4,
      ms: expect.any(Number),
      revoked: [expect.stringMatching(/^[0-9a-f]{12}$/), expect.stringMatching(/^[0-9a-f]{12}$/)],
    });
  });

  test("tells a check without consequences from one that had some", () => {
    expect(report({})).toMatchObject({ event: "sessions-kept", ended: 0 });
    expect(report({}, { refused: true })).toMatchObject({ event: "session-revoked", denied: true });
  });

  test("says that the sessions are unknown, and why", () => {
    const failure = Object.assign(new Error(), { name: "TooManyRequestsError", statusCode: 429 });
    expect(report({ decision: undefined, failure })).toMatchObject({
      event: "sessions-unknown",
      error: "TooManyRequestsError 429",
      ended: 0,
    });
  });

  test("says how many could not be ended, and why the first could not", () => {
    expect(report({ eviction: failureOf(new TypeError("no")) })).toMatchObject({ failed: 1, error: "TypeError" });
  });

  test("says what would have been done where the policy only reports", () => {
    const decision = { limit, counted: 3, admitted: true, end: [listed("a", 1), listed("b", 2)] };
    expect(report({ decision }, { reportOnly: true })).toMatchObject({
      event: "session-revoked",
      ended: 2,
      report_only: true,
    });
    expect(report({ decision }, { reportOnly: true })).not.toHaveProperty("denied");
    const refusal = { ...decision, admitted: false, end: [] };
    expect(report({ decision: refusal }, { reportOnly: true })).toMatchObject({ denied: true, report_only: true });
  });

  test("says that the user's own limit was ignored", () => {
    const decision = { limit: { ...limit, userLimitIgnored: true }, counted: 1, admitted: true, end: [] };
    expect(report({ decision })).toMatchObject({ user_limit: "ignored" });
  });

  test("has no session id and no text of an error in it", () => {
    const text = JSON.stringify(
      report({ eviction: { ...failureOf(new Error("hunter2")), ended: ["session-in-clear"] } }),
    );
    expect(text).not.toContain("session-in-clear");
    expect(text).not.toContain("hunter2");
  });

  test("says why there was nothing to do", () => {
    const line = { event: "login-skipped", initiating_entity: "policy", reason_admin: "reuse" };
    expect(JSON.parse(describeSkipped("reuse"))).toEqual(line);
  });
});

test("whatever happened, the report is one JSON object of at most 256 characters, and as full as that allows", () => {
  const outcomes = fc.record({
    ended: fc.array(fc.uuid(), { maxLength: 300 }),
    failed: fc.array(fc.constant({ id: "a", error: Object.assign(new Error(), { name: "E".repeat(300) }) })),
    maxSessions: fc.constantFrom<number | "unlimited">(1, Number.MAX_SAFE_INTEGER, 1e300, "unlimited"),
    calls: fc.integer({ min: 0 }),
  });
  fc.assert(
    fc.property(outcomes, ({ ended, failed, maxSessions, calls }) => {
      const decision = {
        limit: { ...limit, maxSessions, userLimitIgnored: true },
        counted: 1,
        admitted: true,
        end: [],
      };
      const budget = Object.assign(new Budget(20_000), { calls });
      const line = describeOutcome({ decision, eviction: { ended, failed } }, true, policyOf(), budget);
      expect(line.length).toBeLessThanOrEqual(256);
      expect(JSON.parse(line)).toMatchObject({ event: "session-revoked", initiating_entity: "policy" });
    }),
  );
});

test("as many hashes are reported as fit, in a line that is full", () => {
  const { revoked } = report({ eviction: { ended: Array.from({ length: 50 }, (_, i) => `session${i}`), failed: [] } });
  expect((revoked as string[]).length).toBeGreaterThan(4);
  expect((revoked as string[]).length).toBeLessThan(12);
});
