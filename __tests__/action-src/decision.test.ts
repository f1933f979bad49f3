import fc from "fast-check";
import { decide } from "../../action-src/decision";
import type { ListedSession, Session } from "../../action-src/session";
import { policyOf } from "./policy";

const NOW = 1_000_000;

function listed(id: string, authenticatedAt: number, more: Partial<ListedSession> = {}): ListedSession {
  return { id, authenticatedAt, createdAt: authenticatedAt, expiresAt: Infinity, delegated: false, ...more };
}

function decideFor(session: Session, sessions: ListedSession[], maxSessions = 1) {
  const { keep, end } = decide({ userId: "auth0|ada", session }, sessions, policyOf({ maxSessions }), NOW);
  return { keep: keep.map(({ id }) => id), end: end.map(({ id }) => id) };
}

describe("decide", () => {
  const current = listed("current", 500);

  test.each<[string, ListedSession[], number, { keep: string[]; end: string[] }]>([
    ["ends the older session", [listed("old", 100), current], 1, { keep: ["current"], end: ["old"] }],
    ["ends nothing where nothing is too many", [listed("old", 100), current], 2, { keep: ["current", "old"], end: [] }],
    [
      "ends the oldest first",
      [listed("a", 100), current, listed("b", 300), listed("c", 200)],
      2,
      { keep: ["current", "b"], end: ["c", "a"] },
    ],
    ["keeps the login's place before the list shows it", [listed("old", 100)], 1, { keep: ["current"], end: ["old"] }],
    ["never ends a newer session", [current, listed("newer", 600)], 1, { keep: ["newer", "current"], end: [] }],
    [
      "counts a newer session",
      [current, listed("newer", 600), listed("old", 100)],
      2,
      { keep: ["newer", "current"], end: ["old"] },
    ],
    ["takes the id where the times tie", [listed("a", 500), current], 1, { keep: ["current"], end: ["a"] }],
    [
      "takes the id where the times tie, the other way",
      [listed("d", 500), current],
      1,
      { keep: ["d", "current"], end: [] },
    ],
    [
      "goes by authentication before creation",
      [listed("reauthenticated", 600, { createdAt: 50 }), current],
      1,
      { keep: ["reauthenticated", "current"], end: [] },
    ],
    [
      "does not count an expired session",
      [listed("expired", 100, { expiresAt: NOW }), current],
      1,
      { keep: ["current"], end: [] },
    ],
    [
      "leaves a delegated session alone",
      [listed("agent", 100, { delegated: true }), current],
      1,
      { keep: ["current"], end: [] },
    ],
    [
      "counts a session once that two pages list",
      [listed("old", 100), current, listed("old", 100)],
      2,
      { keep: ["current", "old"], end: [] },
    ],
  ])("%s", (_, sessions, maxSessions, expected) => {
    expect(decideFor(current, sessions, maxSessions)).toEqual(expected);
  });

  test("takes the login's time from the list where the event has none", () => {
    const current = { id: "current", authenticatedAt: 0, createdAt: 0 };
    expect(decideFor(current, [listed("current", 500), listed("old", 100)])).toEqual({
      keep: ["current"],
      end: ["old"],
    });
  });
});

/** Few different times, so that ties are common; unknown ones (0) among them. */
const session = fc.record({
  id: fc.stringMatching(/^[a-d][0-9]$/),
  authenticatedAt: fc.integer({ min: 0, max: 4 }),
  createdAt: fc.integer({ min: 0, max: 4 }),
  expiresAt: fc.constantFrom(NOW - 1, NOW, NOW + 1, Infinity),
  delegated: fc.boolean(),
});
const sessions = fc.uniqueArray(session, { selector: ({ id }) => id, minLength: 1, maxLength: 12 });
const maxSessions = fc.integer({ min: 1, max: 5 });

describe("decide, whatever the sessions", () => {
  test("never ends the login in progress, nor an expired or a delegated session", () => {
    fc.assert(
      fc.property(sessions, maxSessions, ([current, ...others], maxSessions) => {
        const { end } = decideFor(current!, [current!, ...others], maxSessions);
        const untouchable = others.filter(({ expiresAt, delegated }) => expiresAt <= NOW || delegated);
        for (const { id } of [current!, ...untouchable]) expect(end).not.toContain(id);
      }),
    );
  });

  test("leaves no more than the limit of those that are not newer", () => {
    fc.assert(
      fc.property(sessions, maxSessions, ([current, ...others], maxSessions) => {
        const { keep } = decideFor(current!, [current!, ...others], maxSessions);
        const fromLogin = keep.slice(keep.indexOf(current!.id));
        expect(fromLogin.length).toBeLessThanOrEqual(Math.max(1, maxSessions - keep.indexOf(current!.id)));
      }),
    );
  });

  test("of two logins at once, at most one ends the other", () => {
    fc.assert(
      fc.property(sessions, maxSessions, (all, maxSessions) => {
        fc.pre(all.length > 1);
        const [first, second] = all;
        const endsSecond = decideFor(first!, all, maxSessions).end.includes(second!.id);
        const endsFirst = decideFor(second!, all, maxSessions).end.includes(first!.id);
        expect(endsFirst && endsSecond).toBe(false);
      }),
    );
  });

  test("is the same in whatever order they are listed", () => {
    fc.assert(
      fc.property(
        sessions.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        maxSessions,
        ([all, shuffled], maxSessions) => {
          expect(decideFor(all[0]!, shuffled, maxSessions)).toEqual(decideFor(all[0]!, all, maxSessions));
        },
      ),
    );
  });
});
