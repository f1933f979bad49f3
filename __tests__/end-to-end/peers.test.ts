import { decide } from "../../action-src/decision";
import type { ListedSession } from "../../action-src/session";
import { SingleSessionConstruct, type SessionPolicyProps } from "../../constructs";
import { listed, loginOf } from "../action-src/login";
import { policyOf } from "../action-src/policy";
import { Deployment, PREPARATION_TIME } from "./deployment";

/** What users of other systems that limit sessions have reported: each test names the report that it answers. */

jest.setTimeout(60_000);

let deployment: Deployment;
/** Came to hold 130 sessions while there was no limit: more than the API lists at once. */
let collector: string;
/** The client id of an application that the policy with rules does not limit. */
let backOffice: string;

beforeAll(async () => {
  deployment = await Deployment.start();
  collector = await deployment.addUser();
  for (let held = 0; held < 130; held += 1) await deployment.simulator.browser.signIn({ user: collector });
  const { client_id } = await deployment.simulator.management.clients.create({ name: "Back office" });
  backOffice = client_id!;
}, PREPARATION_TIME);
afterAll(() => deployment.stop());

const apply = (policy?: () => SessionPolicyProps) => () =>
  deployment.apply((stack) => {
    new SingleSessionConstruct(stack, "SingleSession", { policy: policy?.() });
  });

/** A user who holds one session. */
async function signedIn(clientId?: string) {
  const user = await deployment.addUser();
  const { session, refreshToken } = await deployment.simulator.browser.signIn({ user, clientId });
  return { user, session: session!, refreshToken: refreshToken! };
}

describe("one session a user", () => {
  beforeAll(apply());

  test("keycloak#14689: a user who holds 130 sessions gets back to the limit with one login", async () => {
    const { session } = await deployment.simulator.browser.signIn({ user: collector });
    expect(await deployment.sessionsOf(collector)).toEqual([session!.id]);
  });

  test("keycloak#35865: single sign-on and a new proof of identity never end the user's own session", async () => {
    const { user, session } = await signedIn();
    const { browser } = deployment.simulator;
    expect(await browser.singleSignOn(session, { clientId: backOffice })).toMatchObject({ outcome: "signed in" });
    expect(await browser.reauthenticate(session)).toMatchObject({ outcome: "signed in" });
    expect(await deployment.sessionsOf(user)).toEqual([session.id]);
  });

  test("keycloak#17374: a page that is loaded again and again stays signed in", async () => {
    const { user, session } = await signedIn();
    for (let loaded = 0; loaded < 3; loaded += 1) {
      const again = await deployment.simulator.browser.silentAuthentication(session);
      expect(again.outcome).toBe("signed in");
    }
    expect(await deployment.sessionsOf(user)).toEqual([session.id]);
  });

  test("ranger#1200: a login without a browser takes nobody's place", async () => {
    const { user, session, refreshToken } = await signedIn();
    expect((await deployment.simulator.browser.passwordGrant({ user })).outcome).toBe("signed in");
    expect((await deployment.simulator.browser.exchangeRefreshToken(refreshToken)).outcome).toBe("signed in");
    expect(await deployment.sessionsOf(user)).toEqual([session.id]);
  });

  test("wso2/product-is#9916: a federated login is limited as any other", async () => {
    const { user } = await signedIn();
    const { session } = await deployment.simulator.browser.signIn({ user, connection: "google-oauth2" });
    expect(await deployment.sessionsOf(user)).toEqual([session!.id]);
  });

  test("spring-security#3121, #12867: of two logins at once, both get in and one session remains", async () => {
    const { user } = await signedIn();
    const signIn = () => deployment.simulator.browser.signIn({ user });
    const logins = await Promise.all([signIn(), signIn()]);
    expect(logins.map(({ outcome }) => outcome)).toEqual(["signed in", "signed in"]);
    const newer = logins.map(({ session }) => session!).sort((a, b) => (a.created_at < b.created_at ? 1 : -1))[0]!;
    expect(await deployment.sessionsOf(user)).toEqual([newer.id]);
  });

  test("kibana#286962: of two logins in the same millisecond, exactly one ends the other", () => {
    const sessions = [listed("a", 500), listed("b", 500)];
    const endedBy = (session: ListedSession) => decide(loginOf(session), sessions, policyOf(), 1000).end.length;
    expect(sessions.map(endedBy).sort()).toEqual([0, 1]);
  });
});

describe.each([
  ["revoke-oldest", "first"],
  ["revoke-least-recently-used", "second"],
] as const)("two sessions a user, %s", (whenExceeded, makesRoom) => {
  beforeAll(apply(() => ({ maxSessions: 2, whenExceeded })));

  test(`keycloak, whose "oldest" is the least recently used: the ${makesRoom} makes room if the first was used last`, async () => {
    const { user, session: first } = await signedIn();
    const { session: second } = await deployment.simulator.browser.signIn({ user });
    await deployment.simulator.browser.singleSignOn(first);
    const { session: third } = await deployment.simulator.browser.signIn({ user });
    const kept = makesRoom === "first" ? second : first;
    expect(await deployment.sessionsOf(user)).toEqual([kept!.id, third!.id]);
  });
});

describe("one session a user, and its refresh tokens", () => {
  beforeAll(apply(() => ({ refreshTokens: "revoke" })));

  test("keycloak#26340: an application does not outlive the session that was ended", async () => {
    const { user, refreshToken } = await signedIn();
    await deployment.simulator.browser.signIn({ user });
    const exchange = await deployment.simulator.browser.exchangeRefreshToken(refreshToken);
    expect(exchange).toMatchObject({ outcome: "denied", reason: "invalid_grant" });
  });
});

describe("one session a user, and no other login", () => {
  const denialMessage = "You are signed in elsewhere";
  beforeAll(apply(() => ({ whenExceeded: "deny-login", denialMessage, idleSessionsFreeTheirSlotAfter: 30 })));

  test("keycloak#50673, devise_security_extension#247: the login is refused, and told why", async () => {
    const { user, session } = await signedIn();
    const refused = await deployment.simulator.browser.signIn({ user });
    expect(refused).toMatchObject({ outcome: "denied", reason: denialMessage });
    expect(await deployment.sessionsOf(user)).toEqual([session.id]);
  });

  test("actions-gallery: a refused login keeps nobody out", async () => {
    const { user, session } = await signedIn();
    await deployment.simulator.browser.signIn({ user });
    await deployment.simulator.management.sessions.delete(session.id);
    expect((await deployment.simulator.browser.signIn({ user })).outcome).toBe("signed in");
  });

  test("keycloak#17374: the session that is there goes on", async () => {
    const { session, refreshToken } = await signedIn();
    const { browser } = deployment.simulator;
    const uses = [
      await browser.silentAuthentication(session),
      await browser.singleSignOn(session),
      await browser.reauthenticate(session),
      await browser.exchangeRefreshToken(refreshToken),
    ];
    expect(uses.map(({ outcome }) => outcome)).toEqual(Array(4).fill("signed in"));
  });

  test.each([
    [29, "denied"],
    [31, "signed in"],
  ])(
    "keycloak#31020, spring-security#458: a browser closed %d minutes ago, a new login is %s",
    async (minutes, outcome) => {
      const { user } = await signedIn();
      await pretendUnusedFor(minutes, user);
      expect((await deployment.simulator.browser.signIn({ user })).outcome).toBe(outcome);
    },
  );

  test("spring-security#3121: of two logins at once, one gets in", async () => {
    const user = await deployment.addUser();
    const signIn = () => deployment.simulator.browser.signIn({ user });
    const logins = await Promise.all([signIn(), signIn()]);
    expect(logins.map(({ outcome }) => outcome).sort()).toEqual(["denied", "signed in"]);
    expect(await deployment.sessionsOf(user)).toHaveLength(1);
  });

  /** The next list shows the user's sessions so. */
  async function pretendUnusedFor(minutes: number, user: string): Promise<void> {
    const { data } = await deployment.simulator.management.users.sessions.list(user);
    const last_interacted_at = new Date(Date.now() - minutes * 60_000).toISOString();
    const sessions = data.map((session) => ({ ...session, last_interacted_at }));
    deployment.simulator.faults.inject({
      method: "GET",
      path: `/api/v2/users/${encodeURIComponent(user)}/sessions`,
      fault: { kind: "status", status: 200, body: { sessions } },
    });
  }
});

describe("one session a user, but for one application", () => {
  beforeAll(apply(() => ({ rules: [{ when: { clients: [backOffice] }, maxSessions: "unlimited" }] })));

  test("spring-security-samples#341: who is exempt neither takes a place nor makes room", async () => {
    const { user, session } = await signedIn();
    const { session: exempt } = await deployment.simulator.browser.signIn({ user, clientId: backOffice });
    expect(await deployment.sessionsOf(user)).toEqual([session.id, exempt!.id]);
    const { session: next } = await deployment.simulator.browser.signIn({ user });
    expect(await deployment.sessionsOf(user)).toEqual([exempt!.id, next!.id]);
  });
});

describe("two sessions a user, and one more in one application", () => {
  beforeAll(
    apply(() => ({ maxSessions: 2, rules: [{ when: { clients: [backOffice] }, maxSessions: 1, counts: "matching" }] })),
  );

  test("keycloak#38016: with both limits reached, a login ends the oldest session of its own limit, not the oldest of all", async () => {
    const { browser } = deployment.simulator;
    const { user, session: oldest } = await signedIn();
    const { session: older } = await browser.signIn({ user, clientId: backOffice });
    const { session: newer } = await browser.signIn({ user });
    expect(await deployment.sessionsOf(user)).toEqual([oldest.id, older!.id, newer!.id]);

    const { session: replacing } = await browser.signIn({ user, clientId: backOffice });
    expect(await deployment.sessionsOf(user)).toEqual([oldest.id, newer!.id, replacing!.id]);
    const { session: newest } = await browser.signIn({ user });
    expect(await deployment.sessionsOf(user)).toEqual([newer!.id, replacing!.id, newest!.id]);
  });
});
