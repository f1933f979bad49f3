import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterAll(() => running.close());

const email = { label: "Email", description: "Where to write to", auth0_mapping: "email", profile_required: true };

test("a user attribute profile says what identifies a user, in Auth0's words unless in its own", async () => {
  const { userAttributeProfiles: profiles } = running.simulator.management;
  const created = await profiles.create({ name: "of users", user_attributes: { email } });
  expect(created).toMatchObject({ user_id: { oidc_mapping: "sub", scim_mapping: "externalId" } });
  expect(created.id).toMatch(/^uap_\w{22}$/);

  const id = created.id ?? "";
  await profiles.update(id, { user_id: { scim_mapping: "userName" } });
  const other = { ...email, label: "Mail" };
  const changed = await profiles.update(id, { user_attributes: { mail: other } });
  expect(changed).toEqual({
    ...created,
    user_id: { ...created.user_id, scim_mapping: "userName" },
    user_attributes: { mail: other },
  });
  expect(await profiles.update(id, { user_id: {} })).toMatchObject({ user_id: created.user_id });
  expect((await profiles.list()).data.map(({ name }) => name)).toEqual(["of users"]);
});

test("a connection profile is kept until it is deleted", async () => {
  const { connectionProfiles: profiles } = running.simulator.management;
  const fields = { name: "of connections", enabled_features: ["scim" as const] };
  const { id = "" } = await profiles.create(fields);
  expect(await profiles.get(id)).toEqual({ ...fields, id, connection_config: null, strategy_overrides: null });
  expect(await profiles.update(id, { enabled_features: [] })).toMatchObject({
    name: fields.name,
    enabled_features: [],
  });
  await profiles.delete(id);
  await expect(profiles.get(id)).rejects.toMatchObject({ statusCode: 404 });
  expect((await profiles.list()).data).toEqual([]);
});

test.each(["user-attribute-profiles", "connection-profiles"])("of %s, an unknown field is refused", async (kind) => {
  const body = { name: "x", ...(kind.startsWith("user") && { user_attributes: {} }) };
  const post = (fields: object) => running.call(`/api/v2/${kind}`, { method: "POST", body: { ...body, ...fields } });
  expect((await post({ colour: "red" })).status).toBe(400);
  const { id } = (await post({})).body as { id: string };
  const answer = await running.call(`/api/v2/${kind}/${id}`, { method: "PATCH", body: { colour: "red" } });
  expect(answer.status).toBe(400);
});
