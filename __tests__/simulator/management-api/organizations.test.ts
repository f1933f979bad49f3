import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterAll(() => running.close());

test("organizations are made, found, changed and deleted", async () => {
  const { organizations, users } = running.simulator.management;
  const { id = "" } = await organizations.create({ name: "acme" });
  const user = await running.newUser("member@example.com");
  await organizations.members.create(id, { members: [user] });
  expect(await organizations.getByName("acme")).toEqual({
    id,
    name: "acme",
    display_name: "acme",
    third_party_client_access: "block",
  });
  await expect(organizations.create({ name: "acme" })).rejects.toMatchObject({ statusCode: 409 });
  await organizations.update(id, { display_name: "Acme Inc." });
  expect(await organizations.get(id)).toMatchObject({ display_name: "Acme Inc." });
  expect((await users.organizations.list(user)).data.map(({ name }) => name)).toEqual(["acme"]);
  await organizations.members.delete(id, { members: [user] });
  expect((await users.organizations.list(user)).data).toEqual([]);
  await organizations.delete(id);
  await expect(organizations.get(id)).rejects.toMatchObject({ statusCode: 404 });
});

test("organizations are listed page by page, by number and by cursor", async () => {
  const { organizations } = running.simulator.management;
  for (const name of ["a", "b", "c"]) await organizations.create({ name });
  const named = [];
  for await (const { name } of await organizations.list({ take: 2 })) named.push(name);
  expect(named).toEqual(["a", "b", "c"]);
  const { body } = await running.call("/api/v2/organizations?per_page=2&page=1&include_totals=true");
  expect(body).toMatchObject({ start: 2, limit: 2, total: 3, organizations: [{ name: "c" }] });
});

test("an organization has the client grants that it is given, for as long as there are such", async () => {
  const { clients, clientGrants, organizations, resourceServers } = running.simulator.management;
  const { id = "" } = await organizations.create({ name: "granted" });
  const { client_id = "" } = await clients.create({ name: "granted" });
  const audience = "https://granted.example.com";
  await resourceServers.create({ identifier: audience });
  const { id: grant = "" } = await clientGrants.create({ client_id, audience, scope: [] });
  expect(await organizations.clientGrants.create(id, { grant_id: grant })).toMatchObject({ grant_id: grant, audience });
  const grantsOf = async () => (await organizations.clientGrants.list(id)).data.map((listed) => listed.id);
  expect(await grantsOf()).toEqual([grant]);
  expect((await clientGrants.organizations.list(grant)).data.map((listed) => listed.id)).toEqual([id]);
  await organizations.clientGrants.delete(id, grant);
  expect(await grantsOf()).toEqual([]);
  await organizations.clientGrants.create(id, { grant_id: grant });
  await clientGrants.delete(grant);
  expect(await grantsOf()).toEqual([]);
});

test("an organization has its discovery domains, which go with it", async () => {
  const { organizations } = running.simulator.management;
  const { id = "" } = await organizations.create({ name: "domains" });
  const { discoveryDomains } = organizations;
  await expect(discoveryDomains.delete(id, "org_none")).rejects.toMatchObject({ statusCode: 404 });
  const { id: domain } = await discoveryDomains.create(id, { domain: "example.com" });
  const made = await discoveryDomains.get(id, domain);
  expect(made).toMatchObject({ status: "pending", verification_host: `_ss-verification.${id}.example.com` });
  await expect(discoveryDomains.create(id, { domain: "example.com" })).rejects.toMatchObject({ statusCode: 409 });
  expect((await discoveryDomains.update(id, domain, { status: "verified" })).status).toBe("verified");
  expect((await discoveryDomains.list(id)).data.map((listed) => listed.domain)).toEqual(["example.com"]);
  await discoveryDomains.delete(id, domain);
  await expect(discoveryDomains.get(id, domain)).rejects.toMatchObject({ statusCode: 404 });
  const { id: left } = await discoveryDomains.create(id, { domain: "example.com" });
  await organizations.delete(id);
  await expect(discoveryDomains.get(id, left)).rejects.toMatchObject({ statusCode: 404 });
});

test("the members of an organization show the fields that are asked for", async () => {
  const { organizations } = running.simulator.management;
  const { id = "" } = await organizations.create({ name: "fields" });
  const user = await running.newUser("fields@example.com");
  await organizations.members.create(id, { members: [user] });
  const { body } = await running.call(`/api/v2/organizations/${id}/members?fields=user_id&take=1`);
  expect(body).toEqual({ members: [{ user_id: user }] });
  const token_quota = { client_credentials: { enforce: true, per_day: 10 } };
  expect(await organizations.update(id, { token_quota })).toMatchObject({ token_quota });
  expect(await organizations.update(id, { token_quota: null })).not.toHaveProperty("token_quota");
});

test("a deleted user is in no organization and has no role any more", async () => {
  const { organizations, roles, users } = running.simulator.management;
  const user = await running.newUser("leaving@example.com");
  const { id: organization = "" } = await organizations.create({ name: "left" });
  const { id: role = "" } = await roles.create({ name: "left" });
  await organizations.members.create(organization, { members: [user] });
  await roles.users.assign(role, { users: [user] });
  await users.delete(user);
  expect((await organizations.members.list(organization)).data).toEqual([]);
  expect((await roles.users.list(role)).data).toEqual([]);
});

test.each<[string, string, object]>([
  ["POST", "/api/v2/roles/rol_none/users", { users: ["auth0|x"] }],
  ["POST", "/api/v2/organizations/org_none/members", { members: ["auth0|x"] }],
  ["POST", "/api/v2/users/auth0%7Cx/roles", { roles: ["rol_none"] }],
])("%s %s about somebody or something that there is not is 404", async (method, path, body) => {
  expect((await running.call(path, { method, body })).status).toBe(404);
});
