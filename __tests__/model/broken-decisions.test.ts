import { decide } from "../../action-src/decision";
import * as broken from "./broken-decisions";
import { explore } from "./explorer";
import { named } from "./invariants";
import { LAGGING, scenarioOf, type Given } from "./scenario";

const p = { id: "p", authenticatedAt: 1 };
const oneLogin = { sessions: [p], logins: [{ session: "a" }] };
const twoLogins = { sessions: [p], logins: [{ session: "a" }, { session: "b" }] };
const aReuse = { ...oneLogin, logins: [{ session: "a" }, { session: "p", kind: "reuse" as const }] };
const threePages = { ...oneLogin, sessions: ["p", "q", "r"].map((id, index) => ({ id, authenticatedAt: index })) };
const noneBefore = { ...twoLogins, sessions: [], policy: { whenExceeded: "deny-login" as const } };

const NEVER_BY_AN_OLDER_ONE = "a login is never ended by an older one";
const EXACTLY = "exactly the limit remains";
const aEndsB = ["a logs in", "b logs in", "a lists [a b]", "a lists [p]", "a ends b"];

/** A checker that finds nothing proves nothing. The schedules are the shortest that show what is wrong. */
test.each<[string, Given, string, string[]]>([
  [
    "ends newer sessions",
    { ...twoLogins, decide: broken.endsNewerOnes },
    "somebody remains signed in",
    ["a logs in", "b logs in", "a lists [a b]", "a lists [p]", "a ends b", "a ends p", "b lists [a]", "b ends a"],
  ],
  ["ends the other at a tie", { ...twoLogins, decide: broken.endsAtTies }, NEVER_BY_AN_OLDER_ONE, aEndsB],
  [
    "spares the other at a tie",
    { ...twoLogins, decide: broken.sparesAtTies },
    EXACTLY,
    ["a logs in", "b logs in", "a lists [a b]", "a lists [p]", "a ends p", "b lists [a b]"],
  ],
  [
    "goes by the list's order at a tie",
    { ...twoLogins, decide: broken.goesByListOrder },
    NEVER_BY_AN_OLDER_ONE,
    aEndsB,
  ],
  [
    "forgets itself where the list lags",
    { ...oneLogin, decide: broken.forgetsItself, store: LAGGING },
    "no more remain above the limit than logins that the newest did not see",
    ["a logs in", "a lists [p]"],
  ],
  ["is the article's, at two logins", { ...twoLogins, decide: broken.article }, NEVER_BY_AN_OLDER_ONE, aEndsB],
  [
    "is the article's, at a session that is used again",
    { ...aReuse, decide: broken.article },
    NEVER_BY_AN_OLDER_ONE,
    ["a logs in", "p is used again (reuse)", "p lists [a p]", "p ends a"],
  ],
  [
    "is the article's, at two pages",
    { ...threePages, decide: broken.article },
    EXACTLY,
    ["a logs in", "a lists [a p]", "a lists [q r]", "a ends p"],
  ],
  [
    "refuses a login for one that came later",
    { ...noneBefore, decide: broken.refusesForLaterOnes },
    "somebody remains signed in",
    ["a logs in", "b logs in", "a lists [a b]", "b lists [a b]", "a is refused", "b is refused"],
  ],
])("a decision that %s is caught", (_, given, invariant, schedule) => {
  expect(explore(scenarioOf(given), named(invariant)).violation).toEqual({ invariant, schedule });
  expect(explore(scenarioOf({ ...given, decide })).violation).toBeUndefined();
});
