import fc from "fast-check";
import { firstCreatedFirst, lastUsedFirst, newestFirst, readListedSession } from "../../action-src/session";

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
    ["was used last when it says", { last_interacted_at: TIME, created_at: "2026-01-01" }, { lastInteractedAt: MS }],
    ["was used last when it authenticated, where it does not say", { created_at: TIME }, { lastInteractedAt: MS }],
    ["names its applications", { clients: [{ client_id: "shop" }] }, { clients: ["shop"] }],
    ["may name none", { clients: null }, { clients: [] }],
    ["may name one that cannot be told", { clients: [null, { client_id: 7 }] }, { clients: ["", ""] }],
    ["says whose it is", { user_id: "auth0|ada" }, { userId: "auth0|ada" }],
    ["is delegated where somebody acts as the user", { actor: { sub: "agent" } }, { delegated: true }],
  ])("%s", (_, listed, expected) => {
    expect(readListedSession({ id: "s1", ...listed })).toMatchObject({ id: "s1", delegated: false, ...expected });
  });

  test("is read whatever its fields hold", () => {
    const keys = ["authenticated_at", "created_at", "expires_at", "idle_expires_at", "actor"];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.anything()), (fields) => {
        const session = readListedSession({ id: "s1", ...fields });
        expect([session.authenticatedAt, session.createdAt, session.expiresAt]).not.toContain(NaN);
      }),
    );
  });
});

describe("sessions are in a total order, whatever ties", () => {
  const session = fc.record({
    id: fc.stringMatching(/^[a-c]$/),
    authenticatedAt: fc.constantFrom(0, 1),
    createdAt: fc.constantFrom(0, 1),
    lastInteractedAt: fc.constantFrom(0, 1),
    expiresAt: fc.constant(Infinity),
    clients: fc.constant<string[]>([]),
    delegated: fc.constant(false),
  });

  test.each([
    ["by authentication", newestFirst],
    ["by creation", firstCreatedFirst],
    ["by use", lastUsedFirst],
  ])("%s", (_, order) => {
    fc.assert(
      fc.property(session, session, session, (a, b, c) => {
        expect(Math.sign(order(a, b))).toBe(0 - Math.sign(order(b, a)));
        if (a.id !== b.id) expect(order(a, b)).not.toBe(0);
        if (order(a, b) < 0 && order(b, c) < 0) expect(order(a, c)).toBeLessThan(0);
      }),
    );
  });
});
