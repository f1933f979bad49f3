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

test("null takes away what a grant says, and no scopes are none", async () => {
  const { id } = await newGrant(["read:users"]);
  const patch = (body: object) => running.call(`/api/v2/client-grants/${id}`, { method: "PATCH", body });
  await patch({ organization_usage: "allow", allow_any_organization: true });
  const { body } = await patch({ organization_usage: null, allow_any_organization: null, allow_all_scopes: null });
  expect(Object.keys(body as object).sort()).toEqual(["audience", "client_id", "id", "scope", "subject_type"]);
  expect((await patch({ scope: null })).body).not.toHaveProperty("scope");
  expect(await patch({})).toMatchObject({ status: 400 });
});

test("refuses a second grant between the same two", async () => {
  const { client_id } = await newGrant([]);
  const again = { client_id, audience: running.audience, scope: [] };
  await expect(running.simulator.management.clientGrants.create(again)).rejects.toMatchObject({
    statusCode: 409,
    body: { message: `A client grant already exists between ${client_id} and ${running.audience}` },
  });
});

test("refuses an audience that does not exist, and a scope that the Management API does not have", async () => {
  const { client_id } = await newGrant([]);
  const { clientGrants } = running.simulator.management;
  const elsewhere = { client_id, audience: "https://elsewhere/", scope: [] };
  await expect(clientGrants.create(elsewhere)).rejects.toMatchObject({ statusCode: 404 });
  const { id } = await newGrant([]);
  await expect(clientGrants.update(id, { scope: ["fly:kites"] })).rejects.toMatchObject({ statusCode: 400 });
  const own = "https://own.example.com";
  await running.simulator.management.resourceServers.create({ identifier: own });
  const granted = await clientGrants.create({ client_id, audience: own, scope: ["fly:kites"] });
  expect(granted.scope).toEqual(["fly:kites"]);
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

describe("a grant for all third-party clients", () => {
  const audience = "https://shared.example.com";
  const grantForAll = { audience, default_for: "third_party_clients" as const, scope: ["read:data"] };

  beforeAll(async () => {
    const { clientGrants, resourceServers } = running.simulator.management;
    await resourceServers.create({ identifier: audience, scopes: [{ value: "read:data" }, { value: "write:data" }] });
    await clientGrants.create(grantForAll);
  });

  async function scopeOf(fields: { is_first_party: boolean }, own?: string[]): Promise<unknown> {
    const { clients, clientGrants } = running.simulator.management;
    const { client_id = "", client_secret = "" } = await clients.create({ name: "a client", ...fields });
    if (own) await clientGrants.create({ client_id, audience, scope: own });
    const body = { ...running.tokenRequest, client_id, client_secret, audience };
    const answer = await running.call("/oauth/token", { method: "POST", token: null, body });
    return answer.status === 200 ? (answer.body as { scope: string }).scope : answer.status;
  }

  test("gives a token to those that have none of their own, and to no other client", async () => {
    expect(await scopeOf({ is_first_party: false })).toBe("read:data");
    expect(await scopeOf({ is_first_party: false }, ["write:data"])).toBe("write:data");
    expect(await scopeOf({ is_first_party: true })).toBe(403);
  });

  test("is found by that, and there is one for each API", async () => {
    const { clientGrants } = running.simulator.management;
    const { data } = await clientGrants.list({ default_for: "third_party_clients" });
    expect(data).toEqual([{ ...grantForAll, subject_type: "client", id: expect.any(String) as string }]);
    await expect(clientGrants.create(grantForAll)).rejects.toMatchObject({ statusCode: 409 });
  });

  test.each([
    ["neither for all nor for one", {}],
    ["for all and for one", { client_id: "x", default_for: "third_party_clients" }],
  ])("%s, a grant is refused", async (_name, subject) => {
    const body = { audience, scope: [], ...subject };
    const { status } = await running.call("/api/v2/client-grants", { method: "POST", body });
    expect(status).toBe(400);
  });
});
