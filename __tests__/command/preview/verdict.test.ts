import fc from "fast-check";
import { decide } from "../../../action-src/decision";
import { readLogin } from "../../../action-src/login";
import { readListedSession, type ListedSession } from "../../../action-src/session";
import { judge, type Account } from "../../../command/preview/verdict";
import type { SessionPolicyProps } from "../../../contract/policy";
import { STRATEGIES } from "../../../contract/strategies";
import { listed } from "../../action-src/login";
import { policyOf } from "../../action-src/policy";

const NOW = Date.UTC(2026, 10, 25);
const HOUR = 3_600_000;

function accountOf(sessions: ListedSession[], account: Partial<Account> = {}): Account {
  const user = { id: "auth0|ada", connections: ["Users"], appMetadata: {} };
  return { user, roles: [], organizations: [], sessions, ...account };
}

const ending = (account: Account, policy: SessionPolicyProps) => judge(account, policyOf(policy), NOW).ending;

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

test("what has expired or acts as the user is neither counted nor ended", () => {
  const sessions = [listed("expired", NOW - HOUR, { expiresAt: NOW - 1 }), listed("support", NOW, { delegated: true })];
  expect(judge(accountOf([...sessions, ...three.slice(2)]), policyOf(), NOW)).toMatchObject({ live: 1, ending: [] });
});

test("a user without sessions is within the limit", () => {
  expect(judge(accountOf([]), policyOf(), NOW)).toEqual({
    user: "auth0|ada",
    live: 0,
    limit: 1,
    whenExceeded: "revoke-oldest",
    ending: [],
  });
});

const session = fc.record({
  hours: fc.integer({ min: 1, max: 40 }),
  used: fc.integer({ min: 0, max: 39 }),
  client: fc.constantFrom("shop", "office"),
  expired: fc.boolean(),
});
const limit = fc.integer({ min: 1, max: 3 });
const rule = fc.record({
  when: fc.constantFrom({ clients: ["shop"] }, { users: ["auth0|ada"] }, { roles: ["support"] }),
  maxSessions: fc.oneof(limit, fc.constant("unlimited" as const)),
});
const policy = fc.record({
  maxSessions: limit,
  whenExceeded: fc.constantFrom(...STRATEGIES),
  rules: fc.array(rule, { maxLength: 2 }),
});

/** As the Management API lists it, and as the event of the login tells that established it. */
function tell(
  { hours, used, client, expired }: { hours: number; used: number; client: string; expired: boolean },
  id: string,
) {
  const time = new Date(NOW - hours * HOUR).toISOString();
  const lastUsed = new Date(NOW - Math.min(hours, used) * HOUR).toISOString();
  const expires_at = new Date(NOW + (expired ? -1 : 1)).toISOString();
  const times = { authenticated_at: time, created_at: time, updated_at: time };
  return {
    client,
    event: { id, ...times },
    listed: readListedSession({
      id,
      ...times,
      last_interacted_at: lastUsed,
      expires_at,
      clients: [{ client_id: client }],
    }),
  };
}

test("what a preview lists is what the Action ends, as it reads the login and the list", () => {
  fc.assert(
    fc.property(fc.array(session, { maxLength: 8 }), policy, fc.boolean(), (given, props, isSupport) => {
      const document = policyOf(props);
      const roles = isSupport ? ["support"] : [];
      const told = given.map((one, index) => tell(one, `s${index}`));
      const verdict = judge(
        accountOf(
          told.map(({ listed }) => listed),
          { roles },
        ),
        document,
        NOW,
      );

      const logins = told
        .filter(({ listed }) => listed.expiresAt > NOW)
        .map(({ client, event }) => ({
          event,
          login: readLogin(
            {
              user: { user_id: "auth0|ada" },
              session: event,
              client: { client_id: client },
              authorization: { roles },
            },
            { ...document, checkOnReuse: true },
          ),
        }));
      const decided = logins.flatMap(({ event, login }) => {
        if ("nothingToDo" in login) return [];
        const { end, admitted } = decide(
          login,
          told.map(({ listed }) => listed),
          document,
          NOW,
        );
        return [{ id: event.id, login, end: end.map(({ id }) => id), admitted }];
      });
      const newest = decided.toSorted(
        (a, b) => b.login.session.authenticatedAt - a.login.session.authenticatedAt || (a.id < b.id ? 1 : -1),
      )[0];
      const expected =
        newest === undefined
          ? []
          : newest.login.limit.whenExceeded === "deny-login"
            ? decided.filter(({ admitted }) => !admitted).map(({ id }) => id)
            : newest.end;
      expect([...verdict.ending].sort()).toEqual(expected.sort());
    }),
    { numRuns: 500 },
  );
});
