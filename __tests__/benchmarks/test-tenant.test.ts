import { TestTenant } from "../../benchmarks/test-tenant";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await TestTenant.start("ours");
});

afterAll(() => tenant.close());

test("a user is beyond the limit who holds more than one session, whichever login made it", async () => {
  const [none] = tenant.seedUsers(1, 0);
  const [one, another] = tenant.seedUsers(2, 1);
  const [three] = tenant.seedUsers(1, 3);
  await tenant.simulator.browser.signIn({ user: none! });
  await tenant.simulator.browser.signIn({ user: another! });
  expect(await tenant.beyondLimit([none!, one!, another!, three!])).toEqual([another, three]);
  expect(await tenant.beyondLimit([one!, three!])).toEqual([three]);

  await tenant.simulator.management.users.sessions.delete(three!);
  expect(await tenant.beyondLimit([three!])).toEqual([]);
});

test("added users are logged in, each in a session of their own with its refresh token", async () => {
  await tenant.addUsers(1);
  const added = await tenant.addUsers(2);
  expect(new Set(added.map(({ session }) => session.id)).size).toBe(2);
  const { browser } = tenant.simulator;
  for (const { id, session, refreshToken } of added) {
    const silent = await browser.silentAuthentication(session);
    const exchange = await browser.exchangeRefreshToken(refreshToken);
    expect([silent.outcome, silent.session?.user_id, exchange.outcome]).toEqual(["signed in", id, "signed in"]);
  }
});

test("a returning user has logged in before and holds no session", async () => {
  const user = await tenant.addReturningUser();
  const { logins_count: logins } = await tenant.simulator.management.users.get(user);
  const { data: sessions } = await tenant.simulator.management.users.sessions.list(user);
  expect([logins, sessions]).toEqual([1, []]);
});
