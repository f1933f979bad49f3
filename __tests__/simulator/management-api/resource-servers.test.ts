import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterAll(() => running.close());

test("finds the Management API by its identifier, percent-encoded once or twice", async () => {
  const once = encodeURIComponent(running.audience);
  for (const reference of [once, encodeURIComponent(once)]) {
    const answer = await running.call(`/api/v2/resource-servers/${reference}`);
    expect(answer).toMatchObject({ status: 200, body: { identifier: running.audience, is_system: true } });
  }
});

test("does not let the Management API be deleted", async () => {
  const { id } = (await running.call(`/api/v2/resource-servers/${encodeURIComponent(running.audience)}`)).body as {
    id: string;
  };
  expect((await running.call(`/api/v2/resource-servers/${id}`, { method: "DELETE" })).status).toBe(400);
});

test("creates, changes and deletes an API, whose identifier is nobody else's", async () => {
  const { resourceServers } = running.simulator.management;
  const identifier = "https://api.example.com/";
  const { id = "" } = await resourceServers.create({ identifier, scopes: [{ value: "read:things" }] });
  await expect(resourceServers.create({ identifier })).rejects.toMatchObject({ statusCode: 409 });
  await resourceServers.update(id, { token_lifetime: 60 });
  expect(await resourceServers.get(id)).toMatchObject({ identifier, token_lifetime: 60 });
  await resourceServers.delete(id);
  await expect(resourceServers.get(id)).rejects.toMatchObject({ statusCode: 404 });
});

test("lists what has one of some identifiers", async () => {
  const { body } = await running.call(`/api/v2/resource-servers?identifiers=${encodeURIComponent(running.audience)}`);
  expect(body).toEqual([expect.objectContaining({ identifier: running.audience })]);
});
