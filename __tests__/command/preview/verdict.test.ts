import { readListedToken } from "../../../action-src/device";
import type { ListedSession } from "../../../action-src/session";
import { judge, kindOf, type Account } from "../../../command/preview/verdict";
import type { SessionPolicyProps } from "../../../contract/policy";
import { listed } from "../../action-src/login";
import { policyOf } from "../../action-src/policy";

const NOW = Date.UTC(2026, 10, 25);
const HOUR = 3_600_000;

function accountOf(sessions: ListedSession[], account: Partial<Account> = {}): Account {
  const user = { id: "auth0|ada", connections: ["Users"], appMetadata: {} };
  return { user, roles: [], organizations: [], sessions, tokens: [], ...account };
}

const verdict = (account: Account, policy: SessionPolicyProps = {}) => judge(account, policyOf(policy), NOW);
const ending = (account: Account, policy: SessionPolicyProps) =>
  verdict(account, policy).ending.map(({ place }) => place.id);

const three = [listed("first", NOW - 3 * HOUR), listed("second", NOW - 2 * HOUR), listed("third", NOW - HOUR)];

test.each<[string, SessionPolicyProps, string[]]>([
  ["all but the newest", {}, ["second", "first"]],
  ["none within the limit", { maxSessions: 3 }, []],
  ["those that came after the places were taken", { whenExceeded: "deny-login" }, ["second", "third"]],
  ["none of an unlimited application", { rules: [{ when: { clients: ["shop"] }, maxSessions: "unlimited" }] }, []],
  ["those over the limit of the user's role", { rules: [{ when: { roles: ["support"] }, maxSessions: 2 }] }, ["first"]],
  ["those over the user's own limit", { userLimit: { appMetadataKey: "max" } }, ["first"]],
])("%s would end", (_, policy, expected) => {
  const user = { id: "auth0|ada", connections: [], appMetadata: { max: 2 } };
  expect(ending(accountOf(three, { user, roles: ["support"] }), policy)).toEqual(expected);
});

test("those over each limit would end, where applications have limits of their own", () => {
  const rules = [{ when: { clients: ["ios", "android"] }, maxSessions: 1, counts: "matching" as const }];
  const phone = listed("phone", NOW - 4 * HOUR, { clients: ["ios"] });
  const tablet = listed("tablet", NOW - 5 * HOUR, { clients: ["android"] });
  expect(ending(accountOf([...three, phone, tablet]), { maxSessions: 2, rules })).toEqual(["first", "tablet"]);
});

test("each is over the limit that has no place for it, and what set that is told", () => {
  const rules = [
    { when: { users: ["auth0|bob"] }, maxSessions: "unlimited" as const },
    { when: { clients: ["ios"] }, maxSessions: 1, counts: "matching" as const },
  ];
  const phones = [1, 2].map((hours) => listed(`phone${hours}`, NOW - hours * HOUR, { clients: ["ios"] }));
  const policy: SessionPolicyProps = { maxSessions: 2, rules, whenExceeded: "revoke-least-recently-used" };
  const way = { whenExceeded: "revoke-least-recently-used" };
  const told = verdict(accountOf([...three, ...phones]), policy).ending.map(({ place, limit }) => [place.id, limit]);
  expect(told).toEqual([
    ["first", { maxSessions: 2, setBy: "maxSessions", ...way }],
    ["phone2", { maxSessions: 1, setBy: "rules[1]", ...way }],
  ]);
});

test("what has expired, acts as the user or is of another is neither counted nor ended", () => {
  const sessions = [
    listed("expired", NOW - HOUR, { expiresAt: NOW - 1 }),
    listed("support", NOW, { delegated: true }),
    listed("theirs", NOW, { userId: "auth0|bob" }),
  ];
  const { places, ending } = verdict(accountOf([...sessions, ...three.slice(2)]));
  expect([places.map(({ id }) => id), ending]).toEqual([["third"], []]);
});

test("a user without sessions is within the limit", () => {
  expect(verdict(accountOf([]))).toEqual({
    user: "auth0|ada",
    places: [],
    limit: { maxSessions: 1, whenExceeded: "revoke-oldest", setBy: "maxSessions" },
    ending: [],
  });
});

describe("a device without a session", () => {
  const policy = { refreshTokens: "revoke-others" } as const;
  const token = (id: string, session_id: string | null, hours: number, client_id = "shop") =>
    readListedToken({ id, session_id, client_id, created_at: new Date(NOW - hours * HOUR).toISOString() });

  test("has a place among the sessions, once for all of its refresh tokens", () => {
    const tokens = [token("t1", "over", 9), token("t2", "over", 8), token("t3", null, 1.5), token("t4", "third", 1)];
    const { places, ending } = verdict(accountOf(three, { tokens }), { ...policy, maxSessions: 2 });
    expect(places.map(({ id }) => id)).toEqual(["first", "second", "third", "over", "t3"]);
    expect(ending.map(({ place }) => [kindOf(place), place.id])).toEqual([
      ["session", "second"],
      ["session", "first"],
      ["device", "over"],
    ]);
    expect(ending.at(-1)?.place.refreshTokens).toEqual(["t1", "t2"]);
  });

  test("keeps its place where it is the newest", () => {
    expect(ending(accountOf(three, { tokens: [token("t1", null, 0.5)] }), policy)).toEqual([
      "third",
      "second",
      "first",
    ]);
  });

  test("of an unlimited application is none", () => {
    const rules = [{ when: { clients: ["office"] }, maxSessions: "unlimited" as const }];
    const tokens = [token("t1", null, 2, "office")];
    expect(verdict(accountOf([], { tokens }), { ...policy, rules }).places).toEqual([]);
  });
});
