/** @jest-environment auth0-tenant-simulator/jest */
const { ManagementClient } = require("auth0");

const { simulator } = globalThis;

test("the application finds the sessions of its user", async () => {
  const { browser, environment } = simulator;
  const management = new ManagementClient({
    domain: environment.AUTH0_DOMAIN,
    clientId: environment.AUTH0_CLIENT_ID,
    clientSecret: environment.AUTH0_CLIENT_SECRET,
  });
  const { user_id: user } = await management.users.create({
    connection: "Username-Password-Authentication",
    email: "ada@example.com",
  });
  const { session } = await browser.signIn({ user });

  const { data } = await management.users.sessions.list(user);

  expect(data.map(({ id }) => id)).toEqual([session.id]);
});
