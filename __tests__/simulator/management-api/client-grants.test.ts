import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterAll(() => running.close());

async function newGrant(scope: string[]) {
  const { clients, clientGrants } = running.simulator.management;
  const { client_id = "" } = await clients.create({ name: "granted" });
  const grant = await clientGrants.create({ client_id, audience: running.audience, scope });
  return { id: grant.id ?? "", client_id };
}

test("keeps the order of scopes, through changes too", async () => {
  const { clientGrants } = running.simulator.management;
  const { id } = await newGrant(["read:users", "delete:sessions", "read:sessions"]);
  expect((await clientGrants.get(id)).scope).toEqual(["read:users", "delete:sessions", "read:sessions"]);
  await clientGrants.update(id, { scope: ["read:sessions", "delete:sessions"] });
  expect((await clientGrants.get(id)).scope).toEqual(["read:sessions", "delete:sessions"]);
});

test("shows what was given and nothing besides, which Terraform would take for drift", async () => {
  const { id, client_id } = await newGrant(["read:users"]);
  expect((await running.call(`/api/v2/client-grants/${id}`)).body).toEqual({
    id,
    client_id,
    audience: running.audience,
    scope: ["read:users"],
    subject_type: "client",
  });
});

test("refuses a second grant between the same two", async () => {
  const { client_id } = await newGrant([]);
  const again = { client_id, audience: running.audience, scope: [] };
  await expect(running.simulator.management.clientGrants.create(again)).rejects.toMatchObject({
    statusCode: 409,
    body: { message: `A client grant already exists between ${client_id} and ${running.audience}` },
  });
});

test("refuses an audience and a scope that do not exist", async () => {
  const { client_id } = await newGrant([]);
  const { clientGrants } = running.simulator.management;
  const elsewhere = { client_id, audience: "https://elsewhere/", scope: [] };
  await expect(clientGrants.create(elsewhere)).rejects.toMatchObject({ statusCode: 404 });
  const { id } = await newGrant([]);
  await expect(clientGrants.update(id, { scope: ["fly:kites"] })).rejects.toMatchObject({ statusCode: 400 });
});

test("refuses all scopes of the Management API, and that they are not all given, too", async () => {
  const { clients, clientGrants, resourceServers } = running.simulator.management;
  const { client_id = "" } = await clients.create({ name: "granted" });
  const { id } = await newGrant([]);
  for (const allow_all_scopes of [true, false]) {
    const refusal = { statusCode: 400, body: { message: expect.stringContaining("is a system API") as string } };
    const grant = { client_id, audience: running.audience, allow_all_scopes };
    await expect(clientGrants.create(grant)).rejects.toMatchObject(refusal);
    await expect(clientGrants.update(id, { allow_all_scopes })).rejects.toMatchObject(refusal);
  }
  const { identifier: audience = "" } = await resourceServers.create({ identifier: "https://own.example.com/" });
  expect(await clientGrants.create({ client_id, audience, allow_all_scopes: true })).toMatchObject({ client_id });
});

test("finds grants by client and audience, in the three forms of a list", async () => {
  const { id, client_id } = await newGrant(["read:users"]);
  const filter = `audience=${encodeURIComponent(running.audience)}&client_id=${client_id}`;
  const grant = { id, client_id };
  const list = async (query: string) => (await running.call(`/api/v2/client-grants?${filter}${query}`)).body;
  expect(await list("")).toEqual([expect.objectContaining(grant)]);
  expect(await list("&include_totals=true&per_page=50")).toEqual({
    start: 0,
    limit: 50,
    total: 1,
    client_grants: [expect.objectContaining(grant)],
  });
  expect(await list("&take=100")).toEqual({ client_grants: [expect.objectContaining(grant)] });
});
