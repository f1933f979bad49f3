import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
let user: string;
let role: string;
const identifier = "https://api.example.com";
beforeAll(async () => {
  running = await RunningSimulator.start();
  const { resourceServers, roles, users } = running.simulator.management;
  await resourceServers.create({ identifier, name: "API", scopes: [{ value: "read:all", description: "Read" }] });
  user = await running.newUser("ada@example.com");
  ({ id: role = "" } = await roles.create({ name: "reader" }));
  await users.roles.assign(user, { roles: [role] });
});
afterAll(() => running.close());

const readAll = { permission_name: "read:all", resource_server_identifier: identifier };

test("a user has the permissions given to them and those of their roles, each told once", async () => {
  const { roles, users, resourceServers } = running.simulator.management;
  await roles.permissions.add(role, { permissions: [readAll] });
  const described = { ...readAll, description: "Read", resource_server_name: "API" };
  const source = { source_id: role, source_name: "reader", source_type: "ROLE" };
  expect((await roles.permissions.list(role)).data).toEqual([described]);
  expect((await users.permissions.list(user)).data).toEqual([{ ...described, sources: [source] }]);

  await users.permissions.create(user, { permissions: [readAll] });
  const direct = { source_id: "", source_name: "", source_type: "DIRECT" };
  expect((await users.permissions.list(user)).data).toEqual([{ ...described, sources: [direct, source] }]);

  await roles.permissions.delete(role, { permissions: [readAll] });
  await users.permissions.delete(user, { permissions: [readAll] });
  expect((await users.permissions.list(user)).data).toEqual([]);

  await users.permissions.create(user, { permissions: [readAll] });
  const [api] = (await resourceServers.list()).data.filter((server) => server.identifier === identifier);
  await resourceServers.update(api?.id ?? "", { scopes: [] });
  expect((await users.permissions.list(user)).data).toEqual([]);
});

test("a scope that the API does not have is no permission, and none of the others is given", async () => {
  const unknown = { ...readAll, permission_name: "write:all" };
  const { body, status } = await running.call(`/api/v2/roles/${role}/permissions`, {
    method: "POST",
    body: { permissions: [unknown] },
  });
  expect([status, (body as { message: string }).message]).toEqual([400, `${identifier} has no scope write:all`]);
  expect((await running.simulator.management.roles.permissions.list(role)).data).toEqual([]);
});

test("a role has no description until it is given one", async () => {
  const { roles } = running.simulator.management;
  expect((await roles.get(role)).description).toBeNull();
  expect((await roles.update(role, { description: "reads" })).description).toBe("reads");
});
