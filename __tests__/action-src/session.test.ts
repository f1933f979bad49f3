import fc from "fast-check";
import { newestFirst, readListedSession } from "../../action-src/session";

const TIME = "2026-11-24T10:00:00.000Z";
const MS = Date.parse(TIME);

describe("a session as the Management API lists it", () => {
  test.each<[string, object, object]>([
    [
      "has its times in milliseconds",
      { authenticated_at: TIME, created_at: TIME },
      { authenticatedAt: MS, createdAt: MS },
    ],
    ["authenticated when it was created, unless it says otherwise", { created_at: TIME }, { authenticatedAt: MS }],
    [
      "has no known time where there is none",
      { authenticated_at: null, created_at: {} },
      { authenticatedAt: 0, createdAt: 0 },
    ],
    ["has no known time where it cannot be read", { created_at: "yesterday" }, { createdAt: 0 }],
    [
      "ends with its idle limit, where that comes first",
      { idle_expires_at: TIME, expires_at: "2027-01-01" },
      { expiresAt: MS },
    ],
    [
      "ends with its absolute limit, where that comes first",
      { expires_at: TIME, idle_expires_at: "2027-01-01" },
      { expiresAt: MS },
    ],
    ["does not end where it names no limit", {}, { expiresAt: Infinity }],
    ["is delegated where somebody acts as the user", { actor: { sub: "agent" } }, { delegated: true }],
  ])("%s", (_, listed, expected) => {
    expect(readListedSession({ id: "s1", ...listed })).toMatchObject({ id: "s1", delegated: false, ...expected });
  });

  test("is left out where it has no id", () => {
    expect(readListedSession({ created_at: TIME })).toBeUndefined();
  });

  test("is read whatever its fields hold", () => {
    const keys = ["authenticated_at", "created_at", "expires_at", "idle_expires_at", "actor"];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.anything()), (fields) => {
        const session = readListedSession({ id: "s1", ...fields })!;
        expect([session.authenticatedAt, session.createdAt, session.expiresAt]).not.toContain(NaN);
      }),
    );
  });
});

test("sessions are in a total order, whatever ties", () => {
  const session = fc.record({
    id: fc.stringMatching(/^[a-c]$/),
    authenticatedAt: fc.constantFrom(0, 1),
    createdAt: fc.constantFrom(0, 1),
  });
  fc.assert(
    fc.property(session, session, session, (a, b, c) => {
      expect(Math.sign(newestFirst(a, b))).toBe(0 - Math.sign(newestFirst(b, a)));
      expect(newestFirst(a, b) === 0).toBe(JSON.stringify(a) === JSON.stringify(b));
      if (newestFirst(a, b) < 0 && newestFirst(b, c) < 0) expect(newestFirst(a, c)).toBeLessThan(0);
    }),
  );
});
