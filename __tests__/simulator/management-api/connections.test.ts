import { bindAction } from "../bound-action";
import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterAll(() => running.close());

const connections = () => running.simulator.management.connections;
const users = () => running.simulator.management.users;
const DATABASE = "Username-Password-Authentication";

async function newConnection(name: string, strategy: "auth0" | "google-oauth2" | "okta", fields: object = {}) {
  const { id = "" } = await connections().create({ name, strategy, ...fields });
  return id;
}

test("a new tenant has one database, and a list finds connections by name and strategy", async () => {
  await newConnection("listed-database", "auth0");
  await newConnection("listed-google", "google-oauth2");
  const listed = async (query: object) => (await connections().list(query)).data.map(({ name }) => name);
  expect((await listed({ strategy: ["auth0"] })).slice(0, 1)).toEqual([DATABASE]);
  expect(await listed({ strategy: ["google-oauth2", "okta"] })).toEqual(["listed-google"]);
  expect(await listed({ name: "listed-database" })).toEqual(["listed-database"]);
  expect((await connections().list({ name: DATABASE, fields: "name" })).data).toEqual([{ name: DATABASE }]);
});

test("a connection keeps what it is given, and an update replaces `options` as a whole", async () => {
  const options = { client_id: "them", upstream_params: { screen_name: { alias: "login_hint" } } };
  const id = await newConnection("kept", "google-oauth2", { options, display_name: "Kept" });
  expect(await connections().get(id)).toMatchObject({ options, display_name: "Kept", realms: ["kept"] });
  await connections().update(id, { options: { client_id: "us" } });
  expect(await connections().get(id)).toMatchObject({ options: { client_id: "us" }, display_name: "Kept" });
});

test("a connection of which some fields are asked for tells its id besides, as on Auth0", async () => {
  const id = await newConnection("asked-for", "okta");
  const { body } = await running.call(`/api/v2/connections/${id}?fields=name,strategy`);
  const always = {
    is_domain_connection: false,
    authentication: { active: true },
    connected_accounts: { active: false },
  };
  expect(body).toEqual({ id, name: "asked-for", strategy: "okta", ...always });
});

test.each([
  ["a name that is taken", { name: DATABASE, strategy: "auth0" }, 409],
  ["a name that ends with a hyphen", { name: "x-", strategy: "auth0" }, 400],
  ["a field that is unknown", { name: "x", strategy: "auth0", colour: "red" }, 400],
])("a connection with %s is refused", async (_name, body, status) => {
  expect((await running.call("/api/v2/connections", { method: "POST", body })).status).toBe(status);
});

test("an email address is one user's in each database, and somebody else's in another", async () => {
  await newConnection("second", "auth0");
  const [email, password] = ["both@example.com", "correct horse battery"];
  const one = await users().create({ connection: DATABASE, email, password });
  const other = await users().create({ connection: "second", email, password });
  expect(one.user_id).not.toBe(other.user_id);
  await expect(users().create({ connection: "second", email })).rejects.toMatchObject({ statusCode: 409 });
  await users().update(other.user_id!, { email: "moved@example.com" });
  await users().create({ connection: "second", email });
  await expect(users().update(other.user_id!, { email })).rejects.toMatchObject({ statusCode: 400 });
});

test("nobody can be created in a connection that is no database", async () => {
  await newConnection("their-okta", "okta");
  await expect(users().create({ connection: "their-okta", email: "a@example.com" })).rejects.toThrow(
    /come from its identity provider/,
  );
});

test("the Actions of a login see the connection that the user is from, or that the login names", async () => {
  const database = await newConnection("employees", "auth0", { metadata: { region: "eu" } });
  const google = await newConnection("google", "google-oauth2");
  const { user_id: user = "" } = await users().create({ connection: "employees", email: "employee@example.com" });
  await bindAction(running, `console.log(JSON.stringify(event.connection));`);
  const seen = async (connection?: string) => {
    const login = await running.simulator.browser.signIn({ user, ...(connection !== undefined && { connection }) });
    return JSON.parse(login.executions[0]?.logs[0] ?? "") as unknown;
  };
  expect(await seen()).toEqual({ id: database, name: "employees", strategy: "auth0", metadata: { region: "eu" } });
  expect(await seen("google")).toEqual({ id: google, name: "google", strategy: "google-oauth2", metadata: {} });
  expect(await seen("github")).toMatchObject({ name: "github", strategy: "github" });
});

test("a connection that is deleted takes its users along, with their sessions, and nobody else", async () => {
  const id = await newConnection("leaving", "auth0");
  const { user_id: leaver = "" } = await users().create({ connection: "leaving", email: "leaver@example.com" });
  const { user_id: stayer = "" } = await users().create({ connection: DATABASE, email: "stayer@example.com" });
  const { session } = await running.simulator.browser.signIn({ user: leaver });
  const { status, body } = await running.call(`/api/v2/connections/${id}`, { method: "DELETE" });
  expect([status, body]).toEqual([202, { deleted_at: expect.any(String) as string }]);
  await expect(users().get(leaver)).rejects.toMatchObject({ statusCode: 404 });
  await expect(running.simulator.management.sessions.get(session!.id)).rejects.toMatchObject({ statusCode: 404 });
  expect(await users().get(stayer)).toMatchObject({ email: "stayer@example.com" });
  await expect(connections().get(id)).rejects.toMatchObject({ statusCode: 404 });
});

describe("the clients that a connection is enabled for", () => {
  const newClient = async (name: string) => (await running.simulator.management.clients.create({ name })).client_id!;
  const clientsOf = async (id: string) => (await connections().clients.get(id)).data.map(({ client_id }) => client_id);

  test("are told by the connection, and the connection by them", async () => {
    const id = await newConnection("for-some", "auth0");
    const [one, two] = [await newClient("one"), await newClient("two")];
    await connections().clients.update(
      id,
      [one, two].map((client_id) => ({ client_id, status: true })),
    );
    expect(await clientsOf(id)).toEqual([one, two]);
    expect(await connections().get(id)).toMatchObject({ enabled_clients: [one, two] });
    const { data: told } = await running.simulator.management.clients.connections.get(one, { strategy: ["auth0"] });
    expect(told.map(({ name }) => name)).toEqual(["for-some"]);

    await connections().clients.update(id, [{ client_id: one, status: false }]);
    expect(await clientsOf(id)).toEqual([two]);
    await running.simulator.management.clients.delete(two);
    expect(await clientsOf(id)).toEqual([]);
  });

  test("come in pages", async () => {
    const id = await newConnection("for-three", "auth0");
    const three = [await newClient("1"), await newClient("2"), await newClient("3")];
    await connections().update(id, { enabled_clients: three });
    const page = await connections().clients.get(id, { take: 2 });
    expect(page.data.map(({ client_id }) => client_id)).toEqual(three.slice(0, 2));
    expect((await page.getNextPage()).data.map(({ client_id }) => client_id)).toEqual(three.slice(2));
  });

  test("are all there, or nothing changes", async () => {
    const id = await newConnection("for-none", "auth0");
    const changes = [await newClient("there"), "nobody"].map((client_id) => ({ client_id, status: true }));
    await expect(connections().clients.update(id, changes)).rejects.toMatchObject({ statusCode: 404 });
    expect(await clientsOf(id)).toEqual([]);
  });
});

describe("what Auth0 refuses of a connection", () => {
  const isIdentifier = { identifier: { active: true }, signup: { status: "required" } };
  const nonUnique = { username: isIdentifier, email: { identifier: { active: false }, unique: false } };
  const create = (body: object) =>
    running.call("/api/v2/connections", { method: "POST", body: { strategy: "auth0", ...body } });

  test.each([
    ["Cannot set both options.attributes and options.requires_username", { requires_username: true }],
    ["Cannot set both options.attributes and options.validation", { validation: { username: { min: 1, max: 5 } } }],
    ["attributes must contain one active identifier", { attributes: { email: { identifier: { active: false } } } }],
    [
      "attribute phone_number must also be required on signup",
      { attributes: { phone_number: { ...isIdentifier, signup: { status: "inactive" } } } },
    ],
  ])("%s", async (message, options) => {
    const all = { attributes: { email: isIdentifier }, requires_username: false, ...options };
    expect(await create({ name: "refused", options: all })).toMatchObject({ status: 400, body: { message } });
  });

  test("a non-unique email address, where it was unique", async () => {
    const change = (id: string) =>
      running.call(`/api/v2/connections/${id}`, { method: "PATCH", body: { options: { attributes: nonUnique } } });
    const message = "cannot add non-unique email attribute";
    expect(await change(await newConnection("unique", "auth0"))).toMatchObject({ status: 400, body: { message } });
    const id = await newConnection("never-unique", "auth0", { options: { attributes: nonUnique } });
    expect(await change(id)).toMatchObject({ status: 200 });
  });

  test("that a database asks for the access of other applications, as only others' connections do", async () => {
    const cross_app_access_requesting_app = { active: true };
    const message = "Cross App Access Requesting App is not supported for this connection.";
    const asking = await create({ name: "asking", cross_app_access_requesting_app });
    expect(asking).toMatchObject({ status: 400, body: { message } });
    const id = await newConnection("allowed", "okta", {
      cross_app_access_requesting_app,
      cross_app_access_resource_app: { status: "enabled" },
    });
    expect(await connections().get(id)).toMatchObject({ cross_app_access_resource_app: { status: "enabled" } });
    const body = { cross_app_access_resource_app: null };
    const changed = await running.call(`/api/v2/connections/${id}`, { method: "PATCH", body });
    expect(changed).toMatchObject({ status: 200, body: { cross_app_access_requesting_app } });
    expect(changed.body).not.toHaveProperty("cross_app_access_resource_app");
  });
});
