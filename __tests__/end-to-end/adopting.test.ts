import { SingleSessionConstruct } from "../../constructs";
import { adopt, type ByHand } from "../../examples/adopting";
import { Deployment, PREPARATION_TIME } from "./deployment";

jest.setTimeout(120_000);

/** What somebody pasted into the Dashboard: it ends every session but that of the login. */
const CODE = `
const { ManagementClient } = require("auth0");

exports.onExecutePostLogin = async (event) => {
  const { domain, clientId, clientSecret } = event.secrets;
  const management = new ManagementClient({ domain, clientId, clientSecret });
  const { data } = await management.users.getSessions({ user_id: event.user.user_id });
  for (const { id } of data.sessions) {
    if (id !== event.session?.id) await management.sessions.delete({ id });
  }
};
`;

/** Follows Auth0's support article on a tenant, as one does in the Dashboard. */
async function setUpByHand(deployment: Deployment): Promise<ByHand> {
  const { domain, management } = deployment.simulator;
  const application = await management.clients.create({
    name: "Session limit",
    app_type: "non_interactive",
    grant_types: ["client_credentials"],
  });
  const clientId = application.client_id!;
  const grant = await management.clientGrants.create({
    client_id: clientId,
    audience: `https://${domain}/api/v2/`,
    scope: ["read:sessions", "delete:sessions"],
  });
  const actionId = await deployment.bindAction({
    name: "Limit sessions",
    code: CODE,
    dependencies: [{ name: "auth0", version: "4.37.1" }],
    secrets: [
      { name: "domain", value: domain },
      { name: "clientId", value: clientId },
      { name: "clientSecret", value: application.client_secret! },
    ],
  });
  return { clientId, clientGrantId: grant.id!, actionId };
}

let deployment: Deployment;
let byHand: ByHand;
beforeEach(async () => {
  deployment = await Deployment.start({ deletionDelay: Infinity });
  await deployment.bindForeignAction("Before");
  byHand = await setUpByHand(deployment);
  await deployment.bindForeignAction("After");
}, PREPARATION_TIME);
afterEach(() => deployment.stop());

/** The ids of everything that the tenant holds, by kind, in order. */
async function ids() {
  const { clients, clientGrants, actions } = deployment.simulator.management;
  return {
    applications: (await clients.list()).data.map(({ client_id }) => client_id),
    clientGrants: (await clientGrants.list()).data.map(({ id }) => id),
    actions: (await actions.list()).data.map(({ id }) => id),
    bound: (await actions.triggers.bindings.list("post-login")).data.map(({ action }) => action!.id),
  };
}

async function foreignActions() {
  const { data } = await deployment.simulator.management.actions.list();
  return data.filter(({ id }) => id !== byHand.actionId);
}

async function sessionsAfterLogins(times: number): Promise<number> {
  const user = await deployment.addUser();
  for (let i = 0; i < times; i++) {
    await deployment.simulator.browser.signIn({ user });
    await deployment.simulator.settled();
  }
  return (await deployment.sessionsOf(user)).length;
}

test("what was set up by hand is taken over: nothing is deleted, nothing is there twice, nobody else's is touched", async () => {
  expect(await sessionsAfterLogins(3)).toBe(1);
  const [idsBefore, foreignBefore] = [await ids(), await foreignActions()];

  await deployment.configure((stack) => void adopt(stack, byHand));
  const { text } = await deployment.terraform.plan();
  expect(text).toContain("Plan: 5 to import, 3 to add, 2 to change, 0 to destroy.");
  await deployment.terraform.apply();

  expect(await ids()).toEqual(idsBefore);
  expect(await foreignActions()).toEqual(foreignBefore);
  expect(await deployment.boundActions()).toEqual(["Before", "SingleSession", "After"]);
  expect((await deployment.terraform.plan()).changes).toBe(false);

  const user = await deployment.addUser();
  await deployment.simulator.browser.signIn({ user });
  const login = await deployment.simulator.browser.signIn({ user });
  expect(login.executions.find(({ action }) => action === "SingleSession")!.logs.join()).toContain('"ended":1');
  expect(await deployment.sessionsOf(user)).toEqual([login.session!.id]);
});

test("the lines that import are removed afterwards, which changes nothing", async () => {
  await deployment.apply((stack) => void adopt(stack, byHand));
  await deployment.configure((stack) => void new SingleSessionConstruct(stack, "SingleSession"));
  expect((await deployment.terraform.plan()).changes).toBe(false);
});

test("names may be kept", async () => {
  await deployment.configure((stack) => {
    const { action, application } = adopt(stack, byHand);
    action.name = "Limit sessions";
    application.name = "Session limit";
  });
  await deployment.terraform.apply();
  expect(await deployment.boundActions()).toEqual(["Before", "Limit sessions", "After"]);
  expect((await deployment.terraform.plan()).changes).toBe(false);
});

test("a secret that the Action does not use stops the apply until it is removed, and logins are limited all the while", async () => {
  const { actions } = deployment.simulator.management;
  const kept = ["domain", "clientId", "clientSecret"].map((name) => ({ name }));
  await actions.update(byHand.actionId, { secrets: [...kept, { name: "webhook", value: "https://example.com" }] });
  await deployment.configure((stack) => void adopt(stack, byHand));
  await expect(deployment.terraform.apply()).rejects.toThrow("Unmanaged Action Secret");
  expect(await sessionsAfterLogins(2)).toBe(1);

  await actions.update(byHand.actionId, { secrets: kept });
  expect(await sessionsAfterLogins(2)).toBe(1);
  await deployment.terraform.apply();
  expect(await sessionsAfterLogins(2)).toBe(1);
  const { deployed_version } = await actions.get(byHand.actionId);
  expect(deployed_version!.code).toContain("maxSessions");
});
