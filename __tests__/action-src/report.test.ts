import fc from "fast-check";
import { Budget } from "../../action-src/budget";
import { NOTHING_ENDED } from "../../action-src/eviction";
import type { Outcome } from "../../action-src/enforcement";
import type { Denial } from "../../action-src/refusal";
import { reportLine, skippedLine } from "../../action-src/report";
import { listed } from "./login";
import { policyOf } from "./policy";

const limit = {
  scope: "rest" as const,
  maxSessions: 2,
  whenExceeded: "revoke-oldest" as const,
  rule: -1,
  isOwn: false,
  userLimitIgnored: false,
};

interface Circumstances {
  denial?: Denial;
  reportOnly?: boolean;
  ignored?: string[];
}

function report(
  outcome: Partial<Outcome>,
  { denial = "no", reportOnly = false, ignored = [] }: Circumstances = {},
): Record<string, unknown> {
  const line = reportLine(
    { decision: { limit, counted: 3, admitted: true, end: [] }, eviction: NOTHING_ENDED, ...outcome },
    denial,
    policyOf({ enforcement: reportOnly ? "report-only" : "enforce" }),
    ignored,
    spending(4),
  );
  return JSON.parse(line) as Record<string, unknown>;
}

const failureOf = (error: unknown) => ({ ended: [], failed: 1, error });

/** A budget whose timer keeps no test waiting. */
function spending(calls: number): Budget {
  const budget = Object.assign(new Budget(5000), { calls });
  budget.end();
  return budget;
}

describe("the report", () => {
  test("says what was done, why, and at what cost", () => {
    expect(report({ eviction: { ended: ["a", "b"], failed: 0 } })).toEqual({
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
    expect(report({}, { denial: "done" })).toMatchObject({ event: "session-revoked", denied: true });
  });

  test("says that the sessions are unknown, and why", () => {
    const failure = Object.assign(new Error(), { name: "ForbiddenError", statusCode: 403 });
    const expected = { event: "sessions-unknown", error: "ForbiddenError 403", ended: 0 };
    expect(report({ decision: undefined, failure })).toMatchObject(expected);
  });

  test("says that the rate limit left no room for the login, or for a deletion", () => {
    const error = Object.assign(new Error(), { name: "TooManyRequestsError", statusCode: 429 });
    const expected = { event: "sessions-deferred", error: "TooManyRequestsError 429", ended: 0 };
    expect(report({ decision: undefined, failure: error })).toMatchObject(expected);
    expect(report({ eviction: failureOf(error) })).toMatchObject({ ...expected, failed: 1 });
    expect(report({ eviction: { ended: ["a"], failed: 1, error } })).toMatchObject({ event: "session-revoked" });
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

  test.each<[string[], string[] | undefined]>([
    [[], undefined],
    [["maxSessions"], ["maxSessions"]],
    [
      ["maxSessions", "rules[3]"],
      ["maxSessions", "rules[3]"],
    ],
    [
      ["a", "b", "c", "d"],
      ["a", "b"],
    ],
    [["x".repeat(300)], ["x".repeat(32)]],
  ])("names what of the policy cannot be used: %j", (ignored, named) => {
    expect(report({}, { ignored }).ignored).toEqual(named);
    expect((JSON.parse(skippedLine("reuse", ignored)) as { ignored?: string[] }).ignored).toEqual(named);
  });

  test("says that a login could not be refused", () => {
    expect(report({}, { denial: "failed" })).toMatchObject({ event: "sessions-kept", denied: "failed" });
  });

  test("says why there was nothing to do", () => {
    const line = { event: "login-skipped", initiating_entity: "policy", reason_admin: "reuse" };
    expect(JSON.parse(skippedLine("reuse", []))).toEqual(line);
  });
});

const itsOwnCause = new Error("hunter2");
itsOwnCause.cause = itsOwnCause;
const unreadable = new Proxy(
  {},
  {
    get: () => {
      throw new Error("hunter2");
    },
  },
);

test.each<[string, unknown, string]>([
  ["an error", new TypeError("hunter2"), "TypeError"],
  ["one with a status", Object.assign(new Error(), { name: "ForbiddenError", statusCode: 403 }), "ForbiddenError 403"],
  [
    "one with a cause",
    new Error("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNRESET" }) }),
    "ECONNRESET",
  ],
  [
    "one with a status and a cause",
    Object.assign(new Error("", { cause: new TypeError() }), { statusCode: 500 }),
    "Error 500",
  ],
  ["one that is its own cause", itsOwnCause, "Error"],
  ["one that cannot be read", unreadable, "unknown"],
  ["a text", "hunter2", "unknown"],
  ["one whose name is no text", { name: {}, code: 7, statusCode: [] }, "unknown"],
])("%s is named, and not quoted", (_, failure, name) => {
  expect(report({ decision: undefined, failure })).toMatchObject({ event: "sessions-unknown", error: name });
});

test("whatever happened, the report is one JSON object of at most 256 characters, and as full as that allows", () => {
  const outcomes = fc.record({
    ended: fc.array(fc.uuid(), { maxLength: 300 }),
    failed: fc.nat(),
    ignored: fc.array(fc.string({ maxLength: 300 })),
    maxSessions: fc.constantFrom<number | "unlimited">(1, Number.MAX_SAFE_INTEGER, 1e300, "unlimited"),
    calls: fc.integer({ min: 0 }),
  });
  fc.assert(
    fc.property(outcomes, ({ ended, failed, ignored, maxSessions, calls }) => {
      const decision = {
        limit: { ...limit, maxSessions, userLimitIgnored: true },
        counted: 1,
        admitted: true,
        end: [],
      };
      const error = Object.assign(new Error(), { name: "E".repeat(300) });
      const eviction = { ended, failed, error };
      const line = reportLine({ decision, eviction }, "done", policyOf(), ignored, spending(calls));
      expect(line.length).toBeLessThanOrEqual(256);
      expect(JSON.parse(line)).toMatchObject({ event: "session-revoked", initiating_entity: "policy" });
    }),
  );
});

test("as many hashes are reported as fit, in a line that is full", () => {
  const { revoked } = report({ eviction: { ended: Array.from({ length: 50 }, (_, i) => `session${i}`), failed: 0 } });
  expect((revoked as string[]).length).toBeGreaterThan(4);
  expect((revoked as string[]).length).toBeLessThan(12);
});
