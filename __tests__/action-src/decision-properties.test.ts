import fc from "fast-check";
import { decide } from "../../action-src/decision";
import type { Login } from "../../action-src/login";
import type { ListedSession } from "../../action-src/session";
import type { PolicyDocument, SessionRule } from "../../contract/policy";
import { loginOf } from "./login";
import { policyOf } from "./policy";

const NOW = 1_000_000;

/** Few different times, so that ties are common; unknown ones (0) among them. */
const time = fc.integer({ min: 0, max: 4 });
const session = fc.record({
  id: fc.stringMatching(/^[a-d][0-9]$/),
  authenticatedAt: time,
  createdAt: time,
  lastInteractedAt: time,
  expiresAt: fc.constantFrom(NOW - 1, NOW, NOW + 1, Infinity),
  clients: fc.subarray(["shop", "office"]),
  delegated: fc.boolean(),
});
const sessions = fc.uniqueArray(session, { selector: ({ id }) => id, minLength: 1, maxLength: 12 });
const policies = fc.record({
  maxSessions: fc.integer({ min: 1, max: 5 }),
  whenExceeded: fc.constantFrom("revoke-oldest" as const, "revoke-least-recently-used" as const, "deny-login" as const),
  rules: fc.constantFrom<SessionRule[]>([], [{ when: { clients: ["office"] }, maxSessions: "unlimited" }]),
});
const kinds = fc.constantFrom<Login["kind"]>("authentication", "reuse", "exchange");

/** The decision about the first of the sessions. */
function decideAbout(
  [first]: ListedSession[],
  all: ListedSession[],
  policy: Partial<PolicyDocument>,
  kind: Login["kind"],
) {
  const document = policyOf(policy);
  return decide(loginOf(first!, { kind }, document), all, document, NOW);
}

const doesNotCount = ({ expiresAt, delegated }: ListedSession) => expiresAt <= NOW || delegated;

describe("whatever the sessions and the policy", () => {
  test("a login never ends its own session, nor one that does not count", () => {
    fc.assert(
      fc.property(sessions, policies, (all, policy) => {
        const end = decideAbout(all, all, policy, "authentication").end.map(({ id }) => id);
        const [current, ...others] = all;
        for (const { id } of [current!, ...others.filter(doesNotCount)]) expect(end).not.toContain(id);
      }),
    );
  });

  test("a session that is used again ends no other", () => {
    fc.assert(
      fc.property(sessions, policies, fc.constantFrom("reuse", "exchange"), (all, policy, kind) => {
        const end = decideAbout(all, all, policy, kind).end.map(({ id }) => id);
        expect(end.filter((id) => id !== all[0]!.id)).toEqual([]);
      }),
    );
  });

  test("no more than the limit remain, but for those that are newer than the login", () => {
    fc.assert(
      fc.property(sessions, policies, (all, policy) => {
        fc.pre(policy.whenExceeded !== "deny-login" && policy.rules.length === 0);
        const current = all[0]!;
        const ended = new Set(decideAbout(all, all, policy, "authentication").end.map(({ id }) => id));
        const counting = all.slice(1).filter((session) => !doesNotCount(session));
        const newer = counting.filter((session) => key(session) > key(current)).length;
        const remaining = counting.filter(({ id }) => !ended.has(id)).length + 1;
        expect(remaining).toBeLessThanOrEqual(Math.max(policy.maxSessions, newer + 1));
      }),
    );
  });

  test("of two logins at once, at most one ends the other", () => {
    fc.assert(
      fc.property(sessions, policies, (all, policy) => {
        fc.pre(all.length > 1);
        const [first, second] = all;
        const ends = (one: ListedSession, other: ListedSession) =>
          decideAbout([one], all, policy, "authentication").end.some(({ id }) => id === other.id);
        expect(ends(first!, second!) && ends(second!, first!)).toBe(false);
      }),
    );
  });

  test("of any number of logins at once, somebody is let in", () => {
    fc.assert(
      fc.property(sessions, policies, (all, policy) => {
        const counting = all.filter((session) => !doesNotCount(session));
        fc.pre(counting.length > 0);
        const admitted = counting.filter((one) => decideAbout([one], all, policy, "authentication").admitted);
        const ended = new Set(
          counting.flatMap((one) => decideAbout([one], all, policy, "authentication").end.map(({ id }) => id)),
        );
        expect(admitted.filter(({ id }) => !ended.has(id)).length).toBeGreaterThan(0);
      }),
    );
  });

  test("the decision is the same in whatever order, and however often, sessions are listed", () => {
    const listings = sessions.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.array(fc.constantFrom(...all), { maxLength: 4 }),
      ),
    );
    fc.assert(
      fc.property(listings, policies, kinds, ([all, shuffled, repeated], policy, kind) => {
        expect(decideAbout(all, [...shuffled, ...repeated], policy, kind)).toEqual(decideAbout(all, all, policy, kind));
      }),
    );
  });
});

/** Sorts as sessions rank. */
function key({ authenticatedAt, createdAt, id }: ListedSession): string {
  return [authenticatedAt, createdAt, id].join(" ");
}
