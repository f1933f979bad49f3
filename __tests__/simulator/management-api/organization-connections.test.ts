import { RunningSimulator } from "../running-simulator";

const DATABASE = "Username-Password-Authentication";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterAll(() => running.close());

let count = 0;
async function newOrganization(): Promise<string> {
  const { id = "" } = await running.simulator.management.organizations.create({ name: `acme-${++count}` });
  return id;
}
async function newConnection(strategy: "auth0" | "okta"): Promise<{ id: string; name: string }> {
  const name = `connection-${++count}`;
  const body = { name, strategy };
  const answer = await running.call("/api/v2/connections", { method: "POST", body });
  return { id: (answer.body as { id: string }).id, name };
}
const databaseId = async () =>
  (await running.simulator.management.connections.list({ name: DATABASE })).data[0]?.id ?? "";

test("a connection is enabled, found, changed and disabled", async () => {
  const { enabledConnections } = running.simulator.management.organizations;
  const organization = await newOrganization();
  const { id, name } = await newConnection("okta");
  const shown = {
    connection_id: id,
    assign_membership_on_login: true,
    show_as_button: true,
    connection: { name, strategy: "okta" },
  };
  const settings = { connection_id: id, assign_membership_on_login: true };
  expect(await enabledConnections.add(organization, settings)).toEqual(shown);
  await expect(enabledConnections.add(organization, settings)).rejects.toMatchObject({ statusCode: 409 });
  expect(await enabledConnections.get(organization, id)).toEqual(shown);
  expect((await enabledConnections.list(organization)).data).toEqual([shown]);
  const changed = { ...shown, show_as_button: false };
  expect(await enabledConnections.update(organization, id, { show_as_button: false })).toEqual(changed);
  await enabledConnections.delete(organization, id);
  await expect(enabledConnections.get(organization, id)).rejects.toMatchObject({
    statusCode: 404,
    body: { message: "No connection found by that id" },
  });
  expect((await enabledConnections.list(organization)).data).toEqual([]);
});

test("a database may let people sign up", async () => {
  const { enabledConnections } = running.simulator.management.organizations;
  const organization = await newOrganization();
  const { id } = await newConnection("auth0");
  expect(await enabledConnections.add(organization, { connection_id: id })).toMatchObject({ is_signup_enabled: false });
  const changed = await enabledConnections.update(organization, id, { is_signup_enabled: true });
  expect(changed).toMatchObject({ is_signup_enabled: true });
});

test("the newer routes know connections that are not enabled too", async () => {
  const { connections, enabledConnections } = running.simulator.management.organizations;
  const organization = await newOrganization();
  const { id, name } = await newConnection("okta");
  const shown = {
    connection_id: id,
    assign_membership_on_login: false,
    show_as_button: true,
    is_enabled: false,
    organization_access_level: "none",
    connection: { name, strategy: "okta" },
  };
  expect(await connections.create(organization, { connection_id: id })).toEqual(shown);
  const idsOf = async (filter: { is_enabled?: boolean }) =>
    (await connections.list(organization, filter)).data.map(({ connection_id }) => connection_id);
  expect(await Promise.all([idsOf({}), idsOf({ is_enabled: true }), idsOf({ is_enabled: false })])).toEqual([
    [id],
    [],
    [id],
  ]);
  await expect(enabledConnections.get(organization, id)).rejects.toMatchObject({ statusCode: 404 });
  await expect(enabledConnections.delete(organization, id)).rejects.toMatchObject({ statusCode: 404 });
  await connections.update(organization, id, { is_enabled: true });
  expect(await connections.get(organization, id)).toEqual({ ...shown, is_enabled: true });
  expect((await enabledConnections.get(organization, id)).connection_id).toBe(id);
  expect(await idsOf({ is_enabled: true })).toEqual([id]);
  await connections.delete(organization, id);
  expect(await idsOf({})).toEqual([]);
});

test("an organization is made with its connections, or not at all", async () => {
  const { organizations } = running.simulator.management;
  const { id: connection_id } = await newConnection("okta");
  const made = await organizations.create({ name: "with-connections", enabled_connections: [{ connection_id }] });
  expect(made.enabled_connections).toMatchObject([{ connection_id, connection: { strategy: "okta" } }]);
  const { data } = await organizations.enabledConnections.list(made.id ?? "");
  expect(data.map((enabled) => enabled.connection_id)).toEqual([connection_id]);
  for (const [ids, statusCode] of [
    [["con_none"], 404],
    [[connection_id, connection_id], 400],
  ] as const) {
    const enabled_connections = ids.map((id) => ({ connection_id: id }));
    const attempt = organizations.create({ name: "refused", enabled_connections });
    await expect(attempt).rejects.toMatchObject({ statusCode });
    await expect(organizations.getByName("refused")).rejects.toMatchObject({ statusCode: 404 });
  }
});

test("a connection that is deleted is no organization's any more", async () => {
  const { connections, organizations } = running.simulator.management;
  const organization = await newOrganization();
  const { id } = await newConnection("okta");
  await organizations.enabledConnections.add(organization, { connection_id: id });
  await connections.delete(id);
  expect((await organizations.enabledConnections.list(organization)).data).toEqual([]);
});

test.each<[string, string, object | undefined, number]>([
  ["GET", "/organizations/org_none/enabled_connections", undefined, 404],
  ["GET", "/organizations/org_none/connections", undefined, 404],
  ["POST", "/organizations/org_none/enabled_connections", { connection_id: "con_none" }, 404],
  ["POST", "/organizations/ORG/enabled_connections", { connection_id: "con_none" }, 404],
  ["POST", "/organizations/ORG/enabled_connections", { connection_id: "con_none", is_enabled: true }, 400],
  ["POST", "/organizations/ORG/connections", {}, 400],
  ["PATCH", "/organizations/ORG/connections/con_none", { organization_access_level: "all" }, 400],
  ["PATCH", "/organizations/ORG/connections/con_none", { is_enabled: true }, 404],
  ["DELETE", "/organizations/ORG/connections/con_none", undefined, 404],
])("%s %s of %j is %d", async (method, path, body, status) => {
  const organization = await newOrganization();
  const answer = await running.call(`/api/v2${path.replace("ORG", organization)}`, { method, body });
  expect(answer).toMatchObject({ status });
});

describe("a login to an organization", () => {
  const signIn = async (login: { user: string; organization: string; connection?: string }) => {
    const { outcome, reason } = await running.simulator.browser.signIn(login);
    return reason ?? outcome;
  };
  const memberOf = async (organization: string) => {
    const user = await running.newUser(`member-${++count}@example.com`);
    await running.simulator.management.organizations.members.create(organization, { members: [user] });
    return user;
  };

  test("is by the connections that it has, once it was given one", async () => {
    const { enabledConnections } = running.simulator.management.organizations;
    const organization = await newOrganization();
    const user = await memberOf(organization);
    expect(await signIn({ user, organization })).toBe("signed in");
    const { id, name } = await newConnection("okta");
    await enabledConnections.add(organization, { connection_id: id });
    expect(await signIn({ user, organization, connection: name })).toBe("signed in");
    const refusal = `${DATABASE} is not enabled for the ${organization} organization`;
    expect(await signIn({ user, organization })).toBe(refusal);
    await enabledConnections.delete(organization, id);
    expect(await signIn({ user, organization })).toBe(refusal);
    await enabledConnections.add(organization, { connection_id: await databaseId() });
    expect(await signIn({ user, organization })).toBe("signed in");
  });

  test("by a connection that is listed and not enabled is denied", async () => {
    const { connections } = running.simulator.management.organizations;
    const organization = await newOrganization();
    const user = await memberOf(organization);
    const connection_id = await databaseId();
    await connections.create(organization, { connection_id });
    expect(await signIn({ user, organization })).toContain("is not enabled");
    await connections.update(organization, connection_id, { is_enabled: true });
    expect(await signIn({ user, organization })).toBe("signed in");
  });

  test("makes a member where the connection says so", async () => {
    const { organizations } = running.simulator.management;
    const organization = await newOrganization();
    const connection_id = await databaseId();
    await organizations.enabledConnections.add(organization, { connection_id });
    const user = await running.newUser(`joining-${++count}@example.com`);
    expect(await signIn({ user, organization })).toContain("is not part of");
    await organizations.enabledConnections.update(organization, connection_id, { assign_membership_on_login: true });
    expect(await signIn({ user, organization })).toBe("signed in");
    expect((await organizations.members.list(organization)).data.map(({ user_id }) => user_id)).toEqual([user]);
    await organizations.enabledConnections.update(organization, connection_id, { assign_membership_on_login: false });
    expect(await signIn({ user, organization })).toBe("signed in");
  });
});
