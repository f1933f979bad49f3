import { SingleSessionConstruct, type SessionPolicyProps } from "../../constructs";
import type { LoginOutcome } from "../../simulator/simulator";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { addReturningUser } from "./sign-ins";

jest.setTimeout(120_000);

const DAY = 24 * 60 * 60 * 1000;
const OFFLINE = ["openid", "offline_access"];

let deployment: Deployment;
let mobile: string;
let user: string;

beforeAll(async () => {
  deployment = await Deployment.start();
  mobile = await addApplication("Mobile");
}, PREPARATION_TIME);
afterAll(() => deployment.stop());

async function addApplication(name: string): Promise<string> {
  const { client_id } = await deployment.simulator.management.clients.create({
    name,
    grant_types: ["authorization_code", "refresh_token"],
  });
  return client_id!;
}

function deploy(policy: SessionPolicyProps): Promise<void> {
  return deployment.apply((stack) => new SingleSessionConstruct(stack, "SingleSession", { policy }));
}

async function expectSessions(...logins: LoginOutcome[]): Promise<void> {
  const expected = logins.map(({ session }) => session!.id).sort();
  expect((await deployment.sessionsOf(user)).sort()).toEqual(expected);
}

/** The requests to the Management API that `act` leads to, as method and path without ids. */
async function requestsOf(act: () => Promise<unknown>): Promise<string[]> {
  const before = deployment.simulator.requests().length;
  await act();
  const paths = deployment.simulator.requests().slice(before);
  return paths
    .filter(({ path }) => path.startsWith("/api/v2/"))
    .map(({ method, path }) => `${method} ${path.split("/")[3]}`);
}

describe("devices that live on a refresh token", () => {
  beforeAll(() => deploy({ refreshTokens: "revoke-others" }));
  beforeEach(async () => (user = await addReturningUser(deployment)));

  test("end at a login, also when their session is long over, or never was", async () => {
    const { browser, passTime } = deployment.simulator;
    const phone = await browser.signIn({ user, clientId: mobile, scopes: OFFLINE });
    const native = await browser.nativeSocialLogin({ user, clientId: mobile, scopes: OFFLINE });
    passTime(4 * DAY);
    expect(await deployment.sessionsOf(user)).toEqual([]);
    expect((await browser.exchangeRefreshToken(phone.refreshToken!)).outcome).toBe("signed in");

    const laptop = await browser.signIn({ user, clientId: mobile, scopes: OFFLINE });
    await expectSessions(laptop);
    expect(await browser.exchangeRefreshToken(phone.refreshToken!)).toMatchObject({ reason: "invalid_grant" });
    expect(await browser.exchangeRefreshToken(native.refreshToken!)).toMatchObject({ reason: "invalid_grant" });
    expect((await browser.exchangeRefreshToken(laptop.refreshToken!)).outcome).toBe("signed in");
  });
});

describe("a second factor that is asked for after the Actions", () => {
  beforeAll(() => deploy({ requireSecondFactor: true }));
  beforeEach(async () => (user = await addReturningUser(deployment)));

  test("is what ends others' sessions, once", async () => {
    const { browser } = deployment.simulator;
    const mine = await browser.signIn({ user, mfa: true });
    const stolen = await browser.signIn({ user });
    await expectSessions(mine, stolen);

    const factor = await requestsOf(() => browser.singleSignOn(stolen.session!, { mfa: true }));
    expect(factor).toEqual(["GET users", "DELETE sessions"]);
    await expectSessions(stolen);
    expect(await requestsOf(() => browser.silentAuthentication(stolen.session!))).toEqual([]);
  });
});

describe("an application with a limit of its own", () => {
  beforeAll(() =>
    deploy({ maxSessions: 2, rules: [{ when: { clients: [mobile] }, maxSessions: 1, counts: "matching" }] }),
  );
  beforeEach(async () => (user = await addReturningUser(deployment)));

  test("has it beside the limit for the rest", async () => {
    const { browser } = deployment.simulator;
    const logins: LoginOutcome[] = [];
    for (const clientId of [undefined, mobile, undefined, mobile, undefined]) {
      logins.push(await browser.signIn({ user, clientId }));
      await deployment.simulator.settled();
    }
    const [, , secondOnTheWeb, secondPhone, thirdOnTheWeb] = logins;
    await expectSessions(secondOnTheWeb!, secondPhone!, thirdOnTheWeb!);
  });
});

describe("a session that begins in an unlimited application", () => {
  beforeAll(() => deploy({ rules: [{ when: { clients: [mobile] }, maxSessions: "unlimited" }] }));
  beforeEach(async () => (user = await addReturningUser(deployment)));

  test("counts as a login where it goes on to a limited one, with one list call", async () => {
    const { browser } = deployment.simulator;
    const aside = await browser.signIn({ user, clientId: mobile });
    const limited = await browser.signIn({ user });
    await expectSessions(aside, limited);

    const entry = await requestsOf(() => browser.singleSignOn(aside.session!));
    expect(entry).toEqual(["GET users", "DELETE sessions"]);
    await expectSessions(aside);
    deployment.simulator.passTime(60_000);
    expect(await requestsOf(() => browser.singleSignOn(aside.session!))).toEqual([]);
  });
});
