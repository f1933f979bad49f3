import fc from "fast-check";
import { decide } from "../../../action-src/decision";
import { devicesOf, readListedToken, type ListedToken } from "../../../action-src/device";
import { enforce } from "../../../action-src/enforcement";
import { readLogin, type Login } from "../../../action-src/login";
import { newestFirst, readListedSession, type ListedSession, type Session } from "../../../action-src/session";
import { judge } from "../../../command/preview/verdict";
import type { PolicyDocument } from "../../../contract/policy";
import { STRATEGIES } from "../../../contract/strategies";
import { policyOf } from "../../action-src/policy";

const NOW = Date.UTC(2026, 10, 25);
const HOUR = 3_600_000;

/** A session or refresh token: since how many hours it has been there, and was not used. */
interface Drawn {
  hours: number;
  used: number;
  client: string;
}

const hours = fc.integer({ min: 1, max: 40 });
const used = fc.integer({ min: 0, max: 39 });
const client = fc.constantFrom("shop", "office");
const session = fc.record({ hours, used, client, expired: fc.boolean() });
const token = fc.record({ of: fc.option(fc.nat(7)), hours, used, client });
const limit = fc.integer({ min: 1, max: 3 });
const rule = fc.record({
  when: fc.constantFrom({ clients: ["shop"] }, { users: ["auth0|ada"] }, { roles: ["support"] }),
  maxSessions: fc.oneof(limit, fc.constant("unlimited" as const)),
});
const policy = fc.record({
  maxSessions: limit,
  whenExceeded: fc.constantFrom(...STRATEGIES),
  refreshTokens: fc.constantFrom("keep" as const, "revoke-others" as const),
  rules: fc.array(rule, { maxLength: 2 }),
});

const user = { id: "auth0|ada", connections: [], appMetadata: {} };

const at = (hours: number) => new Date(NOW - hours * HOUR).toISOString();

/** As the Management API lists it. */
function sessionOf({ hours, used, client, expired }: Drawn & { expired: boolean }, id: string) {
  return readListedSession({
    id,
    authenticated_at: at(hours),
    created_at: at(hours),
    last_interacted_at: at(Math.min(hours, used)),
    expires_at: new Date(NOW + (expired ? -1 : 1)).toISOString(),
    clients: [{ client_id: client }],
  });
}

/** As the Management API lists it: of a session, of its application too. */
function tokenOf(
  { of, hours, used, client }: Drawn & { of: number | null },
  id: string,
  sessions: ListedSession[],
): ListedToken {
  const session = of === null ? undefined : sessions[of];
  return readListedToken({
    id,
    session_id: session?.id ?? null,
    client_id: session?.clients[0] ?? client,
    created_at: at(hours),
    last_exchanged_at: at(Math.min(hours, used)),
  });
}

/** The login that a place is of, as the Action reads it. */
function loginAt({ id, authenticatedAt, clients }: ListedSession, roles: string[], policy: PolicyDocument): Login[] {
  const time = new Date(authenticatedAt).toISOString();
  const login = readLogin(
    {
      user: { user_id: "auth0|ada" },
      session: { id, authenticated_at: time, created_at: time, updated_at: time },
      client: { client_id: clients[0] },
      authorization: { roles },
    },
    { ...policy, checkOnReuse: true },
  );
  return "nothingToDo" in login ? [] : [login];
}

/** The ids of the sessions and refresh tokens that a login ends. */
async function endedAt(login: Login, sessions: ListedSession[], tokens: ListedToken[], policy: PolicyDocument) {
  const ended: string[] = [];
  const end = (ids: readonly string[]) => Promise.resolve(void ended.push(...ids));
  const tenant = {
    list: () => Promise.resolve({ sessions, tokens }),
    endSession: (id: string) => end([id]),
    endTokens: end,
  };
  await enforce(login, policy, () => tenant, { isSpent: false });
  return ended;
}

afterEach(() => jest.restoreAllMocks());

test("what a preview lists is what the Action ends, as it reads the login and the lists", async () => {
  jest.spyOn(Date, "now").mockReturnValue(NOW);
  const drawn = [fc.array(session, { maxLength: 8 }), fc.array(token, { maxLength: 8 }), policy, fc.boolean()] as const;
  await fc.assert(
    fc.asyncProperty(...drawn, async (givenSessions, givenTokens, props, isSupport) => {
      const document = policyOf(props);
      const roles = isSupport ? ["support"] : [];
      const sessions = givenSessions.map((given, index) => sessionOf(given, `s${index}`));
      const looksAtTokens = props.refreshTokens === "revoke-others";
      const tokens = looksAtTokens ? givenTokens.map((given, index) => tokenOf(given, `t${index}`, sessions)) : [];
      const { ending } = judge({ user, roles, organizations: [], sessions, tokens }, document, NOW);

      const traits = { clients: [], connections: [], organizations: [], roles, users: ["auth0|ada"], protocols: [] };
      const places = devicesOf(sessions, tokens, { traits, appMetadata: {} }, document, NOW);
      const logins = places.flatMap((place) => loginAt(place, roles, document));
      const newest = logins.toSorted((a, b) => newestFirst(a.session, b.session))[0];
      const refused = logins.filter((login) => !decide(login, places, document, NOW).admitted);
      const expected =
        newest === undefined
          ? []
          : newest.limit.whenExceeded === "deny-login"
            ? places.filter(({ id }) => refused.some(({ session }) => session.id === id)).flatMap(whatEnds)
            : await endedAt(newest, sessions, tokens, document);
      expect(ending.flatMap(({ place }) => whatEnds(place)).sort()).toEqual(expected.sort());
    }),
    { numRuns: 500 },
  );
});

/** The ids of what the tenant is asked to end. */
const whatEnds = ({ id, refreshTokens = [id] }: Session) => refreshTokens;
