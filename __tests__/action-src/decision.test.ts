import { decide } from "../../action-src/decision";
import type { Login } from "../../action-src/login";
import type { PolicyDocument, SessionRule } from "../../contract/policy";
import type { ListedSession } from "../../action-src/session";
import { listed, loginOf } from "./login";
import { policyOf } from "./policy";

const NOW = 1_000_000;
const current = listed("current", 500);

function decideFor(sessions: ListedSession[], policy: Partial<PolicyDocument> = {}, login: Partial<Login> = {}) {
  const document = policyOf(policy);
  const { admitted, counted, end } = decide(loginOf(current, login, document), sessions, document, NOW);
  return { admitted, counted, end: end.map(({ id }) => id) };
}

describe("revoke-oldest", () => {
  test.each<[string, ListedSession[], number, string[]]>([
    ["ends the older session", [listed("old", 100), current], 1, ["old"]],
    ["ends nothing where nothing is too many", [listed("old", 100), current], 2, []],
    [
      "ends those that authenticated first",
      [listed("a", 100), current, listed("b", 300), listed("c", 200)],
      2,
      ["c", "a"],
    ],
    ["keeps the login's place before the list shows it", [listed("old", 100)], 1, ["old"]],
    ["never ends a newer session", [current, listed("newer", 600)], 1, []],
    ["counts a newer session", [current, listed("newer", 600), listed("old", 100)], 2, ["old"]],
    ["takes the id where the times tie", [listed("a", 500), current], 1, ["a"]],
    ["takes the id where the times tie, the other way", [listed("d", 500), current], 1, []],
    ["goes by authentication before creation", [listed("again", 600, { createdAt: 50 }), current], 1, []],
    ["goes by creation where authentication ties", [listed("later", 500, { createdAt: 501 }), current], 1, []],
    ["does not go by use", [listed("used", 100, { lastInteractedAt: 900 }), listed("b", 300), current], 2, ["used"]],
    ["leaves an expired session alone", [listed("expired", 100, { expiresAt: NOW }), current], 1, []],
    ["leaves a delegated session alone", [listed("agent", 100, { delegated: true }), current], 1, []],
    ["leaves a session of another user alone", [listed("theirs", 100, { userId: "auth0|bob" }), current], 1, []],
    ["ends a session that says it is the user's", [listed("old", 100, { userId: "auth0|ada" }), current], 1, ["old"]],
    ["counts a session once that two pages list", [listed("old", 100), current, listed("old", 100)], 2, []],
  ])("%s", (_, sessions, maxSessions, end) => {
    expect(decideFor(sessions, { maxSessions })).toMatchObject({ admitted: true, end });
  });

  test("takes the login's time from the list where the event has none", () => {
    const session = { id: "current", authenticatedAt: 0, createdAt: 0 };
    expect(decideFor([current, listed("old", 100)], {}, { session }).end).toEqual(["old"]);
  });
});

describe("revoke-least-recently-used", () => {
  const policy = { whenExceeded: "revoke-least-recently-used", maxSessions: 2 } as const;

  test("ends the session that was not used for longest", () => {
    const sessions = [listed("used", 100, { lastInteractedAt: 900 }), listed("unused", 300), current];
    expect(decideFor(sessions, policy)).toMatchObject({ admitted: true, end: ["unused"] });
  });

  test("never ends a session that is newer than the login, used or not", () => {
    const sessions = [
      listed("used", 100, { lastInteractedAt: 900 }),
      listed("newer", 600, { lastInteractedAt: 1 }),
      current,
    ];
    expect(decideFor(sessions, policy).end).toEqual(["used"]);
  });

  test("takes the authentication where the uses tie", () => {
    const sessions = [
      listed("a", 200, { lastInteractedAt: 400 }),
      listed("b", 100, { lastInteractedAt: 400 }),
      current,
    ];
    expect(decideFor(sessions, policy).end).toEqual(["b"]);
  });
});

describe("deny-login", () => {
  const policy = { whenExceeded: "deny-login", maxSessions: 2 } as const;

  test.each<[string, ListedSession[], boolean]>([
    ["admits a login within the limit", [listed("a", 100)], true],
    ["refuses a login beyond it", [listed("a", 100), listed("b", 200)], false],
    ["refuses none because of a session that came later", [listed("a", 100), listed("later", 600)], true],
    [
      "goes by creation, so that authenticating again is no new place",
      [listed("a", 600, { createdAt: 1 }), listed("b", 200)],
      false,
    ],
    ["refuses none because of expired sessions", [listed("a", 100, { expiresAt: NOW }), listed("b", 200)], true],
    ["refuses none because of delegated sessions", [listed("a", 100, { delegated: true }), listed("b", 200)], true],
    ["takes the id where the times tie", [listed("a", 500), listed("b", 500)], false],
    ["takes the id where the times tie, the other way", [listed("a", 500), listed("d", 500)], true],
  ])("%s", (_, sessions, admitted) => {
    expect(decideFor(sessions, policy)).toMatchObject({ admitted, end: [] });
  });

  test.each<[string, Partial<Login["session"]>, ListedSession[], boolean]>([
    ["the event tells when it authenticated", { authenticatedAt: 500 }, [], false],
    ["the list tells when it was created", { authenticatedAt: 500 }, [listed("current", 1)], true],
    ["nobody tells any time of it", {}, [], false],
    ["only its id is known of any session", {}, [listed("current", 0), listed("a", 0), listed("b", 0)], false],
  ])("holds for a login whose event does not say when its session was created: %s", (_, times, more, admitted) => {
    const session = { id: "current", authenticatedAt: 0, createdAt: 0, ...times };
    const sessions = [listed("a", 100), listed("b", 200), ...more];
    expect(decideFor(sessions, policy, { session }).admitted).toBe(admitted);
  });

  test("does not judge a session of unknown age that is used again", () => {
    const session = { id: "current", authenticatedAt: 0, createdAt: 0 };
    const sessions = [listed("a", 100), listed("b", 200)];
    expect(decideFor(sessions, policy, { session, kind: "reuse" }).admitted).toBe(true);
  });

  test("admits a user who authenticates again in a session that came first", () => {
    const session = { ...current, createdAt: 50, authenticatedAt: 900 };
    expect(decideFor([listed("a", 100), listed("b", 200)], policy, { session }).admitted).toBe(true);
  });

  test.each<[number, boolean]>([
    [10, true],
    [11, false],
  ])(
    "after %i minutes of the idle time that frees a place, a session of 10 minutes without use: %p",
    (minutes, admitted) => {
      const idle = listed("idle", 100, { lastInteractedAt: NOW - 10 * 60_000 - 1 });
      const idleSessionsFreeTheirSlotAfter = minutes;
      expect(decideFor([idle], { ...policy, maxSessions: 1, idleSessionsFreeTheirSlotAfter }).admitted).toBe(admitted);
    },
  );
});

describe("a session that is used again", () => {
  const newer = [listed("b", 600), listed("c", 700)];

  test.each<[string, Login["kind"], ListedSession[], boolean, string[]]>([
    ["goes on within the limit", "reuse", [current, listed("b", 600)], true, []],
    ["ends beyond it", "reuse", [current, ...newer], false, []],
    ["ends through the API beyond it where there is no browser", "exchange", [current, ...newer], false, ["current"]],
    ["ends nothing else", "reuse", [current, listed("a", 100), listed("b", 600)], true, []],
    ["goes on where the list no longer shows the session of its token", "exchange", newer, true, []],
  ])("%s", (_, kind, sessions, admitted, end) => {
    const session = kind === "exchange" ? { id: "current", authenticatedAt: 0, createdAt: 0 } : current;
    expect(decideFor(sessions, { maxSessions: 2 }, { kind, session })).toMatchObject({ admitted, end });
  });

  test("is held to the order of authentication where the least recently used makes room: it was used just now", () => {
    const policy = { maxSessions: 2, whenExceeded: "revoke-least-recently-used" } as const;
    expect(decideFor([current, ...newer], policy, { kind: "reuse" }).admitted).toBe(false);
  });

  test("is held to the order of creation where logins are refused", () => {
    const policy = { maxSessions: 2, whenExceeded: "deny-login" } as const;
    expect(decideFor([current, ...newer], policy, { kind: "reuse" }).admitted).toBe(true);
    expect(decideFor([current, listed("a", 1), listed("b", 2)], policy, { kind: "reuse" }).admitted).toBe(false);
  });
});

describe("sessions of unlimited applications", () => {
  const rules = [{ when: { clients: ["office"] }, maxSessions: "unlimited" as const }];

  test("are neither counted nor ended", () => {
    const sessions = [listed("office", 100, { clients: ["office"] }), listed("old", 200), current];
    expect(decideFor(sessions, { rules })).toEqual({ admitted: true, counted: 2, end: ["old"] });
  });

  test("are not limited themselves", () => {
    const office = loginOf(current).traits;
    const login = { traits: { ...office, clients: ["office"] } };
    const sessions = [listed("shop", 200), listed("office", 100, { clients: ["office"] }), current];
    expect(decideFor(sessions, { rules }, login)).toEqual({ admitted: true, counted: 2, end: [] });
  });
});

describe("the first use of a limited application in a session that is there", () => {
  const entry = { kind: "entry" } as const;

  test.each<[string, ListedSession[], Partial<PolicyDocument>, boolean, string[]]>([
    ["ends older sessions beyond the limit", [listed("old", 100), current], {}, true, ["old"]],
    [
      "is ranked by that use, whenever the session authenticated",
      [listed("newer", 600), listed("current", 100)],
      {},
      true,
      [],
    ],
    ["is let in where there is a place", [listed("newer", 600), current], { maxSessions: 2 }, true, []],
    ["is refused by whoever holds the places", [listed("older", 100)], { whenExceeded: "deny-login" }, false, []],
    ["is let in beside an expired one", [listed("x", 1, { expiresAt: NOW })], { whenExceeded: "deny-login" }, true, []],
  ])("%s", (_, sessions, policy, admitted, end) => {
    expect(decideFor(sessions, policy, entry)).toMatchObject({ admitted, end });
  });
});

test("the first use of a limited application at no known time is now, whatever the list tells of the session", () => {
  const session = { id: "current", authenticatedAt: 0, createdAt: 0 };
  const sessions = [listed("holder", 600), listed("current", 100)];
  const login = { kind: "entry", session } as const;
  expect(decideFor(sessions, { whenExceeded: "deny-login" }, login)).toMatchObject({ admitted: false });
});

describe("a use after the second factor was given", () => {
  const use = { kind: "reuse", endsOthers: true, isJudged: false } as const;

  test("ends older sessions, and is never refused", () => {
    expect(decideFor([listed("old", 100), current], {}, use)).toMatchObject({ admitted: true, end: ["old"] });
    expect(decideFor([listed("newer", 600), current], {}, use)).toMatchObject({ admitted: true, end: [] });
  });
});

describe("limits of their own", () => {
  const rules: SessionRule[] = [{ when: { clients: ["ios", "android"] }, maxSessions: 1, counts: "matching" }];
  const policy = { maxSessions: 2, rules };
  const phone = listed("phone", 100, { clients: ["ios"] });
  const both = listed("both", 150, { clients: ["ios", "shop"] });
  const web = [listed("web1", 200), listed("web2", 300)];

  const signIn = (client: string, sessions: ListedSession[]) => {
    const traits = { ...loginOf(current).traits, clients: [client] };
    return decideFor([...sessions, current], policy, { traits });
  };

  test.each<[string, string, ListedSession[], number, string[]]>([
    ["a login on mobile leaves the web alone", "android", [phone, ...web], 2, ["phone"]],
    ["a login on the web leaves mobile alone", "shop", [phone, ...web], 3, ["web1"]],
    ["a session that serves both counts on mobile", "ios", [both, ...web], 2, ["both"]],
    ["a session that serves both counts on the web", "shop", [both, web[0]!], 3, ["both"]],
  ])("%s", (_, client, sessions, counted, end) => {
    expect(signIn(client, sessions)).toEqual({ admitted: true, counted, end });
  });
});

test.each<[string, Partial<PolicyDocument>, number | undefined]>([
  ["when the session that expires next does", {}, 2000],
  ["when as many have gone as are too many", { maxSessions: 1 }, 3000],
  ["earlier, if idle sessions free their places", { maxSessions: 1, idleSessionsFreeTheirSlotAfter: 1 }, 59_800],
  ["at no known time, if there is one", { maxSessions: 3 }, undefined],
])("where logins are refused, the next place frees %s", (_, policy, expected) => {
  const far = policy.idleSessionsFreeTheirSlotAfter === undefined ? 0 : 100_000;
  const sessions = [
    listed("b", NOW - 200, { expiresAt: NOW + 3000 + far }),
    listed("a", NOW - 300, { expiresAt: NOW + 2000 + far }),
  ];
  const given = { maxSessions: 2, whenExceeded: "deny-login" as const, ...policy };
  const login = loginOf(listed("current", NOW), {}, policyOf(given));
  const { placeFreesAt } = decide(login, sessions, policyOf(given), NOW);
  expect(placeFreesAt).toBe(expected && NOW + expected);
});
