import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterAll(() => running.close());

test("creates a user in the database connection, with an id like Auth0's", async () => {
  const user = await running.newUser("ada@example.com");
  expect(user).toMatch(/^auth0\|[0-9a-f]{24}$/);
  expect(await running.simulator.management.users.get(user)).toMatchObject({
    email: "ada@example.com",
    identities: [{ connection: "Username-Password-Authentication", provider: "auth0", isSocial: false }],
  });
  await expect(running.newUser("ada@example.com")).rejects.toMatchObject({ statusCode: 409 });
});

test("an e-mail address belongs to one user at a time", async () => {
  const { users } = running.simulator.management;
  const [one, two] = [await running.newUser("one@example.com"), await running.newUser("two@example.com")];
  await expect(users.update(two, { email: "one@example.com" })).rejects.toMatchObject({ statusCode: 400 });
  await users.update(one, { email: "one@example.com" });
  await users.update(one, { email: "first@example.com" });
  await users.update(two, { email: "one@example.com" });
  await expect(running.newUser("one@example.com")).rejects.toMatchObject({ statusCode: 409 });
  await users.delete(two);
  await running.newUser("one@example.com");
});

test("an e-mail address is kept in small letters, and is the same in any others", async () => {
  const { users } = running.simulator.management;
  const user = await running.newUser("Grace.Hopper@Example.com");
  const email = "grace.hopper@example.com";
  expect(await users.get(user)).toMatchObject({ email, name: email });
  await expect(running.newUser("GRACE.HOPPER@example.com")).rejects.toMatchObject({ statusCode: 409 });
  const { session } = await running.simulator.browser.signIn({ user });
  await users.update(user, { email: "GRACE.hopper@example.com" });
  expect(await running.simulator.browser.silentAuthentication(session!)).toMatchObject({ outcome: "signed in" });
  expect(await users.update(user, { email: "Hopper@example.com" })).toMatchObject({ email: "hopper@example.com" });
});

test("a user name belongs to one user at a time", async () => {
  const { users } = running.simulator.management;
  const account = { connection: "Username-Password-Authentication", username: "grace" };
  const [one, two] = [await users.create(account), await users.create({ ...account, username: "ada" })];
  await expect(users.create(account)).rejects.toMatchObject({ statusCode: 409 });
  const [first = "", second = ""] = [one.user_id, two.user_id];
  await expect(users.update(second, { username: "grace" })).rejects.toMatchObject({
    statusCode: 400,
    body: { message: "The specified new username already exists" },
  });
  await users.update(second, { username: "ada", email: "ada.lovelace@example.com" });
  await users.update(first, { username: "hopper" });
  await users.update(second, { username: "grace" });
});

test("a part of the profile that is set to null is gone, and an address or a name to log in with stays", async () => {
  const { users } = running.simulator.management;
  const profile = { name: "A B", nickname: "ab", given_name: "A", family_name: "B", picture: "https://example.com/a" };
  const user = await running.newUser("profile@example.com");
  await users.update(user, { ...profile, username: "profile" });
  for (const name of Object.keys(profile)) {
    const changed = await running.call(`/api/v2/users/${encodeURIComponent(user)}`, {
      method: "PATCH",
      body: { [name]: null },
    });
    expect(changed.status).toBe(200);
    expect(changed.body).not.toHaveProperty(name);
  }
  expect(await users.get(user)).toMatchObject({ email: "profile@example.com", username: "profile" });
});

test("never shows a password", async () => {
  const { users } = running.simulator.management;
  const account = { connection: "Username-Password-Authentication", email: "p@example.com", password: "correct horse" };
  const created = await users.create(account);
  expect(JSON.stringify([created, await users.get(created.user_id ?? "")])).not.toContain(account.password);
});

test("merges metadata, and removes what is null", async () => {
  const { users } = running.simulator.management;
  const user = await running.newUser("meta@example.com");
  await users.update(user, { app_metadata: { plan: "gold", seats: 3 } });
  await users.update(user, { app_metadata: { plan: null, region: "eu" } });
  expect((await users.get(user)).app_metadata).toEqual({ seats: 3, region: "eu" });
});

test("takes a user's sessions and refresh tokens along", async () => {
  const { management, browser } = running.simulator;
  const user = await running.newUser("gone@example.com");
  const { session, refreshToken = "" } = await browser.signIn({ user });
  await management.users.delete(user);
  await expect(management.users.get(user)).rejects.toMatchObject({ statusCode: 404 });
  await expect(management.sessions.get(session?.id ?? "")).rejects.toMatchObject({ statusCode: 404 });
  expect((await browser.exchangeRefreshToken(refreshToken)).reason).toBe("invalid_grant");
});
