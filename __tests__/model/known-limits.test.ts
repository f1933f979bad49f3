import type { Act } from "./acts";
import type { Given as GivenApplications, Group } from "./applications";
import { policyOf } from "../action-src/policy";
import { explore } from "./explorer";
import { named } from "./invariants";
import { follow } from "./sequence";
import { DELETES_LATE, LAGGING, UP_TO_DATE, scenarioOf, type Given } from "./scenario";

const p = { id: "p", authenticatedAt: 1 };
const q = { id: "q", authenticatedAt: 2 };
const leastRecentlyUsed = { whenExceeded: "revoke-least-recently-used", maxSessions: 2 } as const;

const SOMEBODY = "somebody remains signed in";
const EXACTLY = "exactly the limit remains";
const PLACE = "a session that has a place keeps it";

/**
 * Where each assumption of the invariants is needed: without it, this is what happens, in as few steps as can be. The next
 * login restores the limit all the same.
 */
test.each<[string, Given, string, string[]]>([
  [
    "clocks that disagree leave one too many: b, the newer by its clock, lists before a is there",
    {
      sessions: [p],
      logins: [
        { session: "a", at: 100 },
        { session: "b", at: 101 },
      ],
    },
    EXACTLY,
    ["b logs in", "b lists [b p]", "a logs in", "b ends p", "a lists [a b]"],
  ],
  [
    "a list that lags leaves one too many",
    { sessions: [], logins: [{ session: "a" }, { session: "b" }], store: LAGGING },
    EXACTLY,
    ["a logs in", "a lists []", "b logs in", "b lists []"],
  ],
  [
    "a session that authenticates again while a login ends it for being old ends that login, and itself is ended",
    { sessions: [p], logins: [{ session: "a" }, { session: "p" }] },
    SOMEBODY,
    ["a logs in", "a lists [a p]", "p authenticates again", "a ends p", "p lists [a]", "p ends a"],
  ],
  [
    "a session that goes on to another limit while a login ends it for being old ends that login, and itself is ended",
    { sessions: [p], logins: [{ session: "a" }, { session: "p", kind: "entry" }] },
    SOMEBODY,
    ["a logs in", "a lists [a p]", "p is used again (entry)", "a ends p", "p lists [a]", "p ends a"],
  ],
  [
    "two logins between which a session is used disagree on the least recently used, and leave too few",
    {
      sessions: [p],
      logins: [{ session: "a" }, { session: "b" }],
      policy: leastRecentlyUsed,
      mishaps: { uses: 1 },
      store: { ...UP_TO_DATE, pageSize: 3 },
    },
    EXACTLY,
    ["a logs in", "b logs in", "a lists [a b p]", "p is used", "b lists [a b p]", "a ends p", "b ends a"],
  ],
  [
    "a session that a login spared as recently used ends at its next use, while the one that went is still listed",
    {
      sessions: [{ ...p, lastInteractedAt: 99 }, q],
      logins: [{ session: "a" }, { session: "p", kind: "reuse" }],
      policy: { ...leastRecentlyUsed, checkOnReuse: true },
      store: { ...DELETES_LATE, pageSize: 3 },
    },
    EXACTLY,
    [
      "a logs in",
      "a lists [a p q]",
      "a ends q",
      "p is used again (reuse)",
      "p lists [a p q]",
      "p is refused",
      "q is signed out",
    ],
  ],
  [
    "`onFailure: deny-login` refuses a login that has ended all others, because it does not know",
    { sessions: [p], logins: [{ session: "a" }], policy: { onFailure: "deny-login" }, mishaps: { faults: 1 } },
    SOMEBODY,
    ["a logs in", "a lists [a p]", "a ends p, and the answer is lost", "a is refused"],
  ],
  [
    "`onFailure: deny-login` refuses a login whose own session was the user's only one",
    { sessions: [], logins: [{ session: "a" }], policy: { onFailure: "deny-login" }, mishaps: { faults: 1 } },
    PLACE,
    ["a logs in", "a lists [a]: 500", "a is refused"],
  ],
  [
    "`deny-login` leaves a session too many where the Action does not get to refuse it",
    { sessions: [p], logins: [{ session: "a" }], policy: { whenExceeded: "deny-login" }, mishaps: { crashes: 1 } },
    EXACTLY,
    ["a logs in", "a crashes"],
  ],
  [
    "a rate limit without room leaves one too many",
    { sessions: [p], logins: [{ session: "a" }], rateLimit: { room: 1, refills: 0 } },
    EXACTLY,
    ["a logs in", "a is deferred"],
  ],
  [
    "two logins in the same millisecond, of which the user's first is not the older one, leave one too many",
    {
      sessions: [],
      logins: [
        { session: "a", at: 100 },
        { session: "b", at: 100 },
      ],
      isNewUser: true,
    },
    EXACTLY,
    ["b logs in", "a logs in", "a lists [a b]"],
  ],
  [
    "a first login that is not one, as of a user who was deleted and created again, leaves what is there",
    { sessions: [p], logins: [{ session: "a" }], isNewUser: true },
    EXACTLY,
    ["a logs in"],
  ],
])("%s", (_, given, invariant, schedule) => {
  const scenario = scenarioOf(given);
  expect(explore(scenario, named(invariant)).violation).toEqual({ invariant, schedule });
  expect(explore(scenario).violation).toBeUndefined();
});

const act = (device: number, does: Act["does"], client: string, factor = false): Act => ({
  device,
  does,
  client,
  factor,
  offline: false,
});
const groups: Record<string, Group> = { a: "rest", b: "rest", c: "unlimited", d: "rest" };
const rules = [{ when: { clients: ["c"] }, maxSessions: "unlimited" as const }];
const tenant = { groups, keepsMetadata: true, listsIdle: false, listsAtOnce: true, listsRefused: false };

/** The same of one act after the other, and which devices are signed in then. */
test.each<[string, GivenApplications, Act[], number[]]>([
  [
    "a login without a second factor stays beside an older session in which one is given",
    { ...tenant, policy: policyOf({ requireSecondFactor: true }) },
    [act(0, "signs in", "a"), act(1, "signs in", "a"), act(0, "goes on to", "a", true)],
    [0, 1],
  ],
  [
    "and the next login with one ends both",
    { ...tenant, policy: policyOf({ requireSecondFactor: true }) },
    [act(0, "signs in", "a"), act(1, "signs in", "a"), act(0, "goes on to", "a", true), act(2, "signs in", "a", true)],
    [2],
  ],
])("%s", async (_, given, acts, devices) => {
  const { broken, tenant } = await follow(given, acts);
  expect(broken).toBeUndefined();
  expect(tenant.sessions.map(({ device }) => device)).toEqual(devices);
});

test("`deny-login` lets a session go on that it refused before, if Auth0 lists the application that it was refused", async () => {
  const given = { ...tenant, policy: policyOf({ whenExceeded: "deny-login", rules }) };
  const acts = [act(0, "signs in", "a"), act(1, "signs in", "c"), act(1, "goes on to", "a"), act(1, "goes on to", "b")];
  const { broken, steps } = await follow({ ...given, listsRefused: true }, acts);
  expect(broken).toBe("no more than the limit are left after a login that counts");
  expect(steps).toEqual(["0 signs in a", "1 signs in c", "1 goes on to a, and is refused", "1 goes on to b"]);
  expect((await follow(given, acts)).broken).toBeUndefined();
});
