import { RunningSimulator } from "./running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterAll(() => running.close());

test("seeds users who are logged in as if they had come by themselves", async () => {
  const { simulator } = running;
  const { users, refreshTokens } = simulator.management;
  const ids = simulator.seed({ users: 3, sessions: 4, refreshTokens: true });
  expect(ids).toEqual(["auth0|seed-1", "auth0|seed-2", "auth0|seed-3"]);

  const user = await users.get(ids[1]!);
  const sessions = (await users.sessions.list(ids[1]!)).data;
  expect(user).toMatchObject({ email: "seed-2@example.com", logins_count: 4 });
  expect(sessions).toHaveLength(4);
  const logins = sessions.map(({ authenticated_at }) => authenticated_at as string);
  expect(logins).toEqual([...new Set(logins)].sort());
  expect(user.last_login).toBe(logins.at(-1));
  expect(String(user.created_at) < logins[0]!).toBe(true);

  const tokens = (await users.refreshToken.list(ids[1]!)).data;
  expect(tokens.map(({ session_id }) => session_id)).toEqual(sessions.map(({ id }) => id));
  await refreshTokens.delete(tokens[0]?.id ?? "");
  expect((await users.refreshToken.list(ids[1]!)).data).toHaveLength(3);
  expect(await simulator.browser.silentAuthentication({ id: sessions[0]?.id ?? "" })).toMatchObject({
    outcome: "signed in",
  });
});

test("seeds on where it stopped, for other processes too", async () => {
  const first = running.simulator.seed({ users: 1 });
  const { body } = await running.call("/simulator/seed", {
    method: "POST",
    token: null,
    body: { users: 2, sessions: 0 },
  });
  const { users } = body as { users: string[] };
  expect(new Set([...first, ...users]).size).toBe(3);
  expect((await running.simulator.management.users.sessions.list(users[0]!)).data).toEqual([]);
  expect((await running.simulator.management.users.get(users[0]!)).last_login).toBeUndefined();
});

test("does not move the time of later logins", async () => {
  const { simulator } = running;
  simulator.seed({ users: 100, sessions: 20 });
  const { session } = await simulator.browser.signIn({ user: "auth0|seed-1" });
  expect(Math.abs(Date.parse(session?.created_at ?? "") - Date.now())).toBeLessThan(1000);
});
