import type { WhenExceeded } from "../../contract/strategies";
import { explore } from "./explorer";
import { DELETES_LATE, LAGGING, scenarioOf, UP_TO_DATE, type Given, type Mishaps } from "./scenario";

const policies: WhenExceeded[] = ["revoke-oldest", "revoke-least-recently-used", "deny-login"];
const limits = [1, 2];
const stores = { "an up-to-date store": UP_TO_DATE, "late deletions": DELETES_LATE, "a lagging list": LAGGING };

const logins = (...names: string[]) => names.map((session) => ({ session }));

/** The order of use is not that of authentication. */
const sessions = (...names: string[]) =>
  names.map((id, index) => ({ id, authenticatedAt: index + 1, lastInteractedAt: 50 - index }));

function check(given: Given): void {
  const { violation, schedules } = explore(scenarioOf(given));
  expect(violation).toBeUndefined();
  // Where nothing can happen, everything holds.
  expect(schedules).toBeGreaterThan(10);
}

describe.each(policies)("%s", (whenExceeded) => {
  describe.each(limits)("at most %i", (maxSessions) => {
    const policy = { whenExceeded, maxSessions };

    test.each(Object.entries(stores))("two logins, two sessions before, %s", (_, store) => {
      check({ policy, store, sessions: sessions("p", "q"), logins: logins("a", "b") });
    });

    test.each(Object.entries(stores))("three logins, %s", (_, store) => {
      check({ policy, store: { ...store, pageSize: 3 }, logins: logins("a", "b", "c") });
    });

    test("two logins, three sessions before, late deletions", () => {
      const store = { ...DELETES_LATE, pageSize: 5 };
      check({ policy, store, sessions: sessions("p", "q", "r"), logins: logins("a", "b") });
    });

    test("three logins, a session before", () => {
      const store = { ...UP_TO_DATE, pageSize: 4 };
      check({ policy, store, sessions: sessions("p"), logins: logins("a", "b", "c") });
    });

    test.each<[string, Partial<Mishaps>]>([
      ["two faults", { faults: 2 }],
      ["two crashes", { crashes: 2 }],
      ["a change of keys and a fault", { rotations: 1, faults: 1 }],
      ["two uses", { uses: 2 }],
    ])("two logins, a session before, late deletions, %s", (_, mishaps) => {
      const store = { ...DELETES_LATE, pageSize: 3 };
      check({ policy, store, sessions: sessions("p"), logins: logins("a", "b"), mishaps });
    });

    test.each(Object.entries(stores))("a new user's first two logins, and a third, %s", (_, store) => {
      check({ policy, store: { ...store, pageSize: 3 }, isNewUser: true, logins: logins("a", "b", "c") });
    });

    test.each([
      ["nothing, and later for one login", { room: 0, refills: 2 }],
      ["a list and no deletion", { room: 1, refills: 1 }],
      ["one login", { room: 2, refills: 0 }],
      ["one login, and later for another", { room: 2, refills: 2 }],
      ["two lists and a deletion", { room: 3, refills: 0 }],
    ])("two logins, two sessions before, late deletions, and a rate limit with room for %s", (_, rateLimit) => {
      const store = { ...DELETES_LATE, pageSize: 4 };
      check({ policy, store, sessions: sessions("p", "q"), logins: logins("a", "b"), rateLimit });
    });

    test.each([98, 99, 100, 101, 102])("clocks that disagree: one says %i, the other 100", (at) => {
      const coming = [
        { session: "a", at },
        { session: "b", at: 100 },
      ];
      check({ policy, store: { ...LAGGING, pageSize: 3 }, sessions: sessions("p"), logins: coming });
      check({ policy, store: { ...UP_TO_DATE, pageSize: 4 }, sessions: sessions("p", "q"), logins: coming });
    });

    test("after an outage, four sessions that are used again at once", () => {
      const all = sessions("p", "q", "r", "s");
      const coming = all.map(({ id }) => ({ session: id, kind: "reuse" as const }));
      check({
        policy: { ...policy, checkOnReuse: true },
        store: { ...UP_TO_DATE, pageSize: 4 },
        sessions: all,
        logins: coming,
      });
    });

    test("a login, and a session that is used again in the browser and by an application", () => {
      const coming = [
        { session: "a" },
        { session: "p", kind: "reuse" as const },
        { session: "p", kind: "exchange" as const },
      ];
      const given = { store: { ...LAGGING, pageSize: 3 }, sessions: sessions("p", "q"), logins: coming };
      check({ policy: { ...policy, checkOnReuse: true }, ...given });
    });
  });
});
