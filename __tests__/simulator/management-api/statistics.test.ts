import { RunningSimulator } from "../running-simulator";

const DAY = 24 * 60 * 60 * 1000;

let running: RunningSimulator;
beforeEach(async () => {
  running = await RunningSimulator.start();
});
afterEach(() => running.close());

test("counts logins and sign-ups a day, by the tenant's own time", async () => {
  const { simulator } = running;
  const today = new Date();
  const user = await running.newUser("a@example.com");
  const { session } = await simulator.browser.signIn({ user });
  await simulator.browser.silentAuthentication(session!);
  simulator.passTime(2 * DAY);
  await simulator.browser.signIn({ user });
  await simulator.browser.passwordGrant({ user });

  const [first, second] = [today, new Date(today.getTime() + 2 * DAY)].map((day) => day.toISOString().slice(0, 10));
  const days = (await running.call("/api/v2/stats/daily")).body;
  expect(days).toEqual([
    expect.objectContaining({ date: `${first}T00:00:00.000Z`, logins: 1, signups: 1, leaked_passwords: 0 }),
    expect.objectContaining({ date: `${second}T00:00:00.000Z`, logins: 2, signups: 0 }),
  ]);
  const compact = second!.replaceAll("-", "");
  const daily = await simulator.management.stats.getDaily({ from: compact, to: compact });
  expect(daily).toMatchObject([{ logins: 2 }]);
  expect(await running.call("/api/v2/stats/daily?from=2026-11-25")).toMatchObject({ status: 400 });
});

test("counts as active who logged in within 30 days", async () => {
  const { simulator } = running;
  simulator.seed({ users: 3 });
  await running.newUser("never@example.com");
  expect(await simulator.management.stats.getActiveUsersCount()).toBe(3);
  simulator.passTime(29 * DAY);
  await simulator.browser.signIn({ user: "auth0|seed-1" });
  simulator.passTime(2 * DAY);
  expect((await running.call("/api/v2/stats/active-users")).body).toBe(1);
});
