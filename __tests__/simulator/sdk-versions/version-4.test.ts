import { ManagementClient } from "auth0-4";
import { RunningSimulator } from "../running-simulator";
import { trustSimulator } from "./trust";

let running: RunningSimulator;
let management: ManagementClient;
let distrust: () => Promise<void>;
beforeAll(async () => {
  running = await RunningSimulator.start();
  distrust = trustSimulator(running.simulator.certificateAuthorityFile);
  const { AUTH0_CLIENT_ID = "", AUTH0_CLIENT_SECRET = "" } = running.simulator.environment;
  management = new ManagementClient({
    domain: running.simulator.domain,
    clientId: AUTH0_CLIENT_ID,
    clientSecret: AUTH0_CLIENT_SECRET,
  });
});
afterAll(async () => {
  await distrust();
  await running.close();
});

async function newUser(name: string): Promise<string> {
  const { data } = await management.users.create({
    connection: "Username-Password-Authentication",
    email: `${name}@example.com`,
    app_metadata: { plan: "gold" },
  });
  return data.user_id;
}

/** The version's types say nothing of a refresh token. */
async function refreshTokensOf(user_id: string): Promise<{ id: string; session_id: string }[]> {
  const { data } = await management.users.getRefreshTokens({ user_id });
  return data.tokens as { id: string; session_id: string }[];
}

test("version 4 of the SDK reads, changes and deletes users", async () => {
  const id = await newUser("user");
  expect((await management.users.update({ id }, { given_name: "Ada" })).data.given_name).toBe("Ada");
  expect((await management.users.get({ id })).data.app_metadata).toEqual({ plan: "gold" });
  const { data: page } = await management.users.getAll({ include_totals: true, q: "given_name:Ada" });
  expect(page).toMatchObject({ total: 1, users: [{ user_id: id }] });
  await management.users.delete({ id });
  await expect(management.users.get({ id })).rejects.toMatchObject({ statusCode: 404 });
});

test("version 4 of the SDK reads sessions and refresh tokens page by page, and ends them", async () => {
  const user_id = await newUser("sessions");
  const logins = [1, 2].map(() => running.simulator.browser.signIn({ user: user_id }));
  const [one = "", two = ""] = (await Promise.all(logins)).map(({ session }) => session?.id ?? "");

  const { data: first } = await management.users.getSessions({ user_id, take: 1 });
  const { data: second } = await management.users.getSessions({ user_id, take: 1, from: first.next });
  expect([...first.sessions, ...second.sessions].map(({ id }) => id).sort()).toEqual([one, two].sort());
  const tokens = await refreshTokensOf(user_id);
  expect(tokens.map(({ session_id }) => session_id).sort()).toEqual([one, two].sort());

  expect((await management.sessions.get({ id: one })).data.user_id).toBe(user_id);
  await management.sessions.delete({ id: one });
  await management.refreshTokens.delete({ id: tokens[0]?.id ?? "" });
  await running.simulator.settled();
  expect((await management.users.getSessions({ user_id })).data.sessions.map(({ id }) => id)).toEqual([two]);
  expect(await refreshTokensOf(user_id)).toHaveLength(1);

  await management.users.deleteSessions({ user_id });
  await management.users.deleteRefreshTokens({ user_id });
  await running.simulator.settled();
  expect((await management.users.getSessions({ user_id })).data.sessions).toEqual([]);
});

test("version 4 of the SDK makes applications with their grants", async () => {
  const { data: client } = await management.clients.create({ name: "client" });
  const { client_id } = client;
  const audience = "https://4.example.com";
  await management.resourceServers.create({ identifier: audience, scopes: [{ value: "read:all" }] });
  const { data: grant } = await management.clientGrants.create({ client_id, audience, scope: ["read:all"] });
  expect((await management.clientGrants.getAll({ client_id })).data.map(({ id }) => id)).toEqual([grant.id]);
  const { data: rotated } = await management.clients.rotateClientSecret({ client_id });
  expect(rotated.client_secret).not.toBe(client.client_secret);
  const { data: changed } = await management.clients.update({ client_id }, { description: "for tests" });
  expect(changed.description).toBe("for tests");
  await management.clients.delete({ client_id });
  await expect(management.clients.get({ client_id })).rejects.toMatchObject({ statusCode: 404 });
});

test("version 4 of the SDK deploys Actions, binds them and reads what they did", async () => {
  const { data: created } = await management.actions.create({
    name: "Action",
    supported_triggers: [{ id: "post-login", version: "v3" }],
    code: "exports.onExecutePostLogin = async (event, api) => api.access.deny('not today');",
  });
  const { id } = created;
  await running.simulator.settled();
  await management.actions.deploy({ id });
  const triggerId = "post-login";
  await management.actions.updateTriggerBindings(
    { triggerId },
    { bindings: [{ ref: { type: "action_id", value: id }, display_name: "Action" }] },
  );
  const { data: bound } = await management.actions.getTriggerBindings({ triggerId });
  expect(bound.bindings.map(({ action }) => action.id)).toEqual([id]);

  const user = await newUser("denied");
  expect(await running.simulator.browser.signIn({ user })).toMatchObject({ outcome: "denied", reason: "not today" });
  const { data: events } = await management.logs.getAll({ q: `user_id:"${user}" AND type:f` });
  expect(events).toMatchObject([{ description: "not today" }]);
  await management.actions.updateTriggerBindings({ triggerId }, { bindings: [] });
  await management.actions.delete({ id });
});

test("version 4 of the SDK assigns roles, in the tenant and in an organization", async () => {
  const user_id = await newUser("member");
  const { data: role } = await management.roles.create({ name: "support" });
  await management.users.assignRoles({ id: user_id }, { roles: [role.id] });
  expect((await management.users.getRoles({ id: user_id })).data).toMatchObject([{ name: "support" }]);
  expect((await management.roles.getUsers({ id: role.id })).data).toMatchObject([{ user_id }]);

  const { data: organization } = await management.organizations.create({ name: "acme" });
  await management.organizations.addMembers({ id: organization.id }, { members: [user_id] });
  const place = { id: organization.id, user_id };
  await management.organizations.addMemberRoles(place, { roles: [role.id] });
  expect((await management.organizations.getMembers({ id: organization.id })).data).toMatchObject([{ user_id }]);
  expect((await management.organizations.getMemberRoles(place)).data).toMatchObject([{ id: role.id }]);
  await management.roles.delete({ id: role.id });
  expect((await management.users.getRoles({ id: user_id })).data).toEqual([]);
});
