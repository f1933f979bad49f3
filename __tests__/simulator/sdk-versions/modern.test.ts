import { ManagementClient as ManagementClient5 } from "auth0-5";
import { ManagementClient as ManagementClient6 } from "auth0-6";
import { ManagementClient as ManagementClient7 } from "auth0";
import { RunningSimulator } from "../running-simulator";
import { trustSimulator } from "./trust";

const CONNECTION = "Username-Password-Authentication";

let running: RunningSimulator;
let distrust: () => Promise<void>;
beforeAll(async () => {
  running = await RunningSimulator.start();
  distrust = trustSimulator(running.simulator.certificateAuthorityFile);
});
afterAll(async () => {
  await distrust();
  await running.close();
});

describe.each([
  ["5", ManagementClient5],
  ["6", ManagementClient6],
  ["7", ManagementClient7],
])("version %s of the SDK", (version, ManagementClient) => {
  let management: InstanceType<typeof ManagementClient>;
  beforeAll(() => {
    const { AUTH0_CLIENT_ID = "", AUTH0_CLIENT_SECRET = "" } = running.simulator.environment;
    management = new ManagementClient({
      domain: running.simulator.domain,
      clientId: AUTH0_CLIENT_ID,
      clientSecret: AUTH0_CLIENT_SECRET,
    });
  });

  const newUser = async (name: string) => {
    const { user_id = "" } = await management.users.create({
      connection: CONNECTION,
      email: `${name}-${version}@example.com`,
      app_metadata: { plan: "gold" },
    });
    return user_id;
  };

  test("reads, changes and deletes users", async () => {
    const id = await newUser("user");
    const changed = await management.users.update(id, { given_name: "Ada" });
    expect(changed.given_name).toBe("Ada");
    expect((await management.users.get(id)).app_metadata).toEqual({ plan: "gold" });
    const ids: unknown[] = [];
    for await (const { user_id } of await management.users.list({ per_page: 1 })) ids.push(user_id);
    expect(ids).toContain(id);
    await management.users.delete(id);
    await expect(management.users.get(id)).rejects.toMatchObject({ statusCode: 404 });
  });

  test("reads sessions and refresh tokens page by page, and ends them", async () => {
    const user = await newUser("sessions");
    const logins = [1, 2, 3].map(() => running.simulator.browser.signIn({ user }));
    const [one, two, three] = (await Promise.all(logins)).map(({ session }) => session?.id ?? "");

    const sessions: unknown[] = [];
    for await (const { id } of await management.users.sessions.list(user, { take: 1 })) sessions.push(id);
    expect(sessions.sort()).toEqual([one, two, three].sort());
    const tokens: { id?: string; session_id?: string | null }[] = [];
    for await (const token of await management.users.refreshToken.list(user, { take: 2 })) tokens.push(token);
    expect(tokens.map(({ session_id }) => session_id).sort()).toEqual([one, two, three].sort());

    expect((await management.sessions.get(one ?? "")).user_id).toBe(user);
    await management.sessions.update(one ?? "", { session_metadata: { a: "b" } });
    await management.sessions.delete(one ?? "");
    await management.sessions.revoke(two ?? "");
    const [token = {}] = tokens.filter(({ session_id }) => session_id === three);
    expect((await management.refreshTokens.get(token.id ?? "")).session_id).toBe(three);
    await management.refreshTokens.delete(token.id ?? "");
    await running.simulator.settled();
    expect((await management.users.sessions.list(user)).data.map(({ id }) => id)).toEqual([three]);
    const left = (await management.users.refreshToken.list(user)).data.map(({ session_id }) => session_id);
    expect(left).toEqual([one]);

    await management.users.sessions.delete(user);
    await management.users.refreshToken.delete(user);
    await running.simulator.settled();
    expect((await management.users.sessions.list(user)).data).toEqual([]);
  });

  test("makes applications with their credentials and grants", async () => {
    const { client_id = "", client_secret = "" } = await management.clients.create({ name: `client ${version}` });
    const audience = `https://${version}.example.com`;
    const api = await management.resourceServers.create({ identifier: audience, scopes: [{ value: "read:all" }] });
    const grant = await management.clientGrants.create({ client_id, audience, scope: ["read:all"] });
    expect(grant.scope).toEqual(["read:all"]);
    const grants = await management.clientGrants.list({ client_id });
    expect(grants.data.map(({ id }) => id)).toEqual([grant.id]);
    const rotated = await management.clients.rotateSecret(client_id);
    expect(rotated.client_secret).not.toBe(client_secret);
    expect((await management.clients.update(client_id, { description: "for tests" })).description).toBe("for tests");
    expect((await management.clients.list()).data.map((client) => client.client_id)).toContain(client_id);
    await management.clientGrants.delete(grant.id ?? "");
    await management.resourceServers.delete(api.id ?? "");
    await management.clients.delete(client_id);
    await expect(management.clients.get(client_id)).rejects.toMatchObject({ statusCode: 404 });
  });

  test("deploys Actions, binds them and reads what they did", async () => {
    const created = await management.actions.create({
      name: `Action ${version}`,
      supported_triggers: [{ id: "post-login", version: "v3" }],
      code: "exports.onExecutePostLogin = async (event, api) => api.access.deny('not today');",
    });
    const id = created.id ?? "";
    await running.simulator.settled();
    await management.actions.deploy(id);
    const bindings = [{ ref: { type: "action_id" as const, value: id } }];
    await management.actions.triggers.bindings.updateMany("post-login", { bindings });
    const bound = await management.actions.triggers.bindings.list("post-login");
    expect(bound.data.map(({ action }) => action?.id)).toEqual([id]);

    const user = await newUser("denied");
    expect(await running.simulator.browser.signIn({ user })).toMatchObject({ outcome: "denied", reason: "not today" });
    const [event] = (await management.logs.list()).data.filter(({ type, user_id }) => type === "f" && user_id === user);
    expect(event?.description).toBe("not today");
    expect((await management.logs.get(event?.log_id ?? "")).type).toBe("f");
    const { executions = [] } = (event?.details as { actions?: { executions?: string[] } } | undefined)?.actions ?? {};
    const execution = await management.actions.executions.get(executions[0] ?? "");
    expect(execution.trigger_id).toBe("post-login");

    await management.actions.triggers.bindings.updateMany("post-login", { bindings: [] });
    expect((await management.actions.list({ actionName: `Action ${version}` })).data).toHaveLength(1);
    await management.actions.delete(id);
  });

  test("assigns roles, in the tenant and in an organization", async () => {
    const user = await newUser("member");
    const { id: role = "" } = await management.roles.create({ name: `support ${version}` });
    await management.users.roles.assign(user, { roles: [role] });
    expect((await management.users.roles.list(user)).data.map(({ name }) => name)).toEqual([`support ${version}`]);
    expect((await management.roles.users.list(role)).data.map(({ user_id }) => user_id)).toEqual([user]);

    const { id: organization = "" } = await management.organizations.create({ name: `acme-${version}` });
    await management.organizations.members.create(organization, { members: [user] });
    await management.organizations.members.roles.assign(organization, user, { roles: [role] });
    const members = await management.organizations.members.list(organization);
    expect(members.data.map(({ user_id }) => user_id)).toEqual([user]);
    const roles = await management.organizations.members.roles.list(organization, user);
    expect(roles.data.map(({ id }) => id)).toEqual([role]);
    await management.organizations.delete(organization);
    await management.roles.delete(role);
    expect((await management.users.roles.list(user)).data).toEqual([]);
  });
});
