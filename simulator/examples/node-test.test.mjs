import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ManagementClient } from "auth0";
import { startSimulator } from "auth0-tenant-simulator";

const simulator = await startSimulator({ trusted: true });
after(() => simulator.close());

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

  assert.deepEqual(
    data.map(({ id }) => id),
    [session.id],
  );
});
