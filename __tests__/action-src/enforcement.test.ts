import { enforce, refusalOf, type Outcome } from "../../action-src/enforcement";
import { NOTHING_ENDED } from "../../action-src/eviction";
import { limitOf } from "../../action-src/limit";
import type { Login } from "../../action-src/login";
import type { PolicyDocument } from "../../contract/policy";
import { listed, loginOf } from "./login";
import { policyOf } from "./policy";

const current = listed("current", 500);
const nothing = NOTHING_ENDED;
const inTime = { isSpent: false };
const limit = limitOf(loginOf(current), policyOf({ whenExceeded: "deny-login" }));
const admitted: Outcome = { decision: { limit, counted: 1, admitted: true, end: [] }, eviction: nothing };
const beyond: Outcome = { decision: { limit, counted: 2, admitted: false, end: [] }, eviction: nothing };
const unknown: Outcome = { failure: new Error("no answer"), eviction: nothing };
const incomplete: Outcome = { ...admitted, eviction: { ended: [], failed: 1, error: new Error("no") } };

describe("a login is refused", () => {
  const FAILURE = "Your other sessions could not be checked. Try again later";
  const ENDED = "This session has ended: you signed in on other devices";

  test.each<[string, Outcome, Login["kind"], Partial<PolicyDocument>, string | undefined]>([
    ["not within the limit", admitted, "authentication", {}, undefined],
    [
      "not within the limit, where a failure would refuse it",
      admitted,
      "authentication",
      { onFailure: "deny-login" },
      undefined,
    ],
    ["beyond the limit, with the policy's message", beyond, "authentication", {}, "too many"],
    ["in a session beyond the limit, with a message of its own", beyond, "reuse", {}, ENDED],
    ["in an exchange beyond the limit", beyond, "exchange", {}, ENDED],
    ["never where the policy only reports", beyond, "authentication", { enforcement: "report-only" }, undefined],
    ["not at a failure", unknown, "authentication", {}, undefined],
    ["at a failure where the policy says so", unknown, "authentication", { onFailure: "deny-login" }, FAILURE],
    [
      "at an incomplete eviction where the policy says so",
      incomplete,
      "authentication",
      { onFailure: "deny-login" },
      FAILURE,
    ],
    ["not at an incomplete eviction otherwise", incomplete, "authentication", {}, undefined],
    [
      "not in a session that was admitted before, at a failure",
      unknown,
      "reuse",
      { onFailure: "deny-login" },
      undefined,
    ],
    [
      "not at a failure where the policy only reports",
      unknown,
      "authentication",
      { onFailure: "deny-login", enforcement: "report-only" },
      undefined,
    ],
  ])("%s", (_, outcome, kind, policy, message) => {
    expect(refusalOf(outcome, loginOf(current, { kind }), policyOf(policy))).toBe(message);
  });
});

test("a policy that only reports decides, and ends nothing", async () => {
  const endSession = jest.fn();
  const list = () => Promise.resolve({ sessions: [listed("old", 100), current], tokens: [] });
  const tenant = { list, endSession, endTokens: jest.fn() };
  const outcome = await enforce(loginOf(current), policyOf({ enforcement: "report-only" }), () => tenant, inTime);
  expect(outcome.decision!.end.map(({ id }) => id)).toEqual(["old"]);
  expect(outcome.eviction).toEqual(nothing);
  expect(endSession).not.toHaveBeenCalled();
});

test("a tenant that cannot be reached at all is a failure, not an exception", async () => {
  const connect = () => {
    throw new Error("cannot load auth0");
  };
  expect(await enforce(loginOf(current), policyOf(), connect, inTime)).toMatchObject({
    failure: new Error("cannot load auth0"),
  });
});

describe("a message that asks for it", () => {
  const message = "{sessions} sessions, the next place frees at {placeFreesAt}";
  const refusedUntil = (placeFreesAt?: number) => {
    const decision = { limit, counted: 3, admitted: false, end: [], placeFreesAt };
    return refusalOf({ decision, eviction: nothing }, loginOf(current), policyOf({ denialMessage: message }));
  };

  test.each([
    [Date.UTC(2026, 10, 25), "2 sessions, the next place frees at 2026-11-25T00:00:00.000Z"],
    [Infinity, "2 sessions, the next place frees at unknown"],
    [undefined, "2 sessions, the next place frees at unknown"],
  ])("says how many sessions there are, and that the next place frees at %p", (placeFreesAt, expected) => {
    expect(refusedUntil(placeFreesAt)).toBe(expected);
  });
});
