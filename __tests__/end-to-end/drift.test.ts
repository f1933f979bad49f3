import type { TerraformStack } from "cdktf";
import { SingleSessionConstruct } from "../../constructs";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { hidden, type Parts, shown } from "./drift-table";

jest.setTimeout(120_000);

const singleSession = (stack: TerraformStack) => void new SingleSessionConstruct(stack, "SingleSession");

async function start(): Promise<Deployment> {
  const deployment = await Deployment.start({ deletionDelay: Infinity });
  await deployment.bindForeignAction("Somebody else's");
  await deployment.apply(singleSession);
  return deployment;
}

async function partsOf({ simulator }: Deployment): Promise<Parts> {
  const { clients, clientGrants, actions } = simulator.management;
  const application = (await clients.list()).data.find(({ name }) => name === "SingleSession");
  const clientId = application!.client_id!;
  const [grant] = (await clientGrants.list({ client_id: clientId })).data;
  const [action] = (await actions.list({ actionName: "SingleSession" })).data;
  return { clientId, clientGrantId: grant!.id!, actionId: action!.id! };
}

async function make(deployment: Deployment, change: (typeof hidden)[number]["make"]): Promise<void> {
  const { simulator } = deployment;
  await change(simulator.management, await partsOf(deployment), () => simulator.settled());
}

/** Of what is in the tenant. */
async function plannedChanges({ terraform }: Deployment): Promise<Record<string, string[]>> {
  const { json } = await terraform.plan();
  const changes = (json.resource_changes ?? [])
    .filter(({ type }) => type !== "terraform_data")
    .filter(({ change }) => !["no-op", "read"].includes(change.actions[0]!));
  return Object.fromEntries(changes.map(({ type, change }) => [type, change.actions]));
}

/** As docs/drift.md says. */
async function importActionAnew(deployment: Deployment): Promise<void> {
  const addresses = await deployment.terraform.stateList();
  await deployment.command(
    "state",
    "rm",
    addresses.find((address) => address.startsWith("auth0_action."))!,
  );
  const { actionId } = await partsOf(deployment);
  await deployment.apply((stack) => new SingleSessionConstruct(stack, "SingleSession").action.importFrom(actionId));
  expect((await partsOf(deployment)).actionId).toBe(actionId);
}

async function loginsAreLimited(deployment: Deployment): Promise<boolean> {
  const user = await deployment.addUser();
  for (let i = 0; i < 2; i++) {
    await deployment.simulator.browser.signIn({ user });
    await deployment.simulator.settled();
  }
  return (await deployment.sessionsOf(user)).length === 1;
}

describe("the next plan shows it, and an apply puts it right:", () => {
  let deployment: Deployment;
  beforeAll(async () => (deployment = await start()), PREPARATION_TIME);
  afterAll(() => deployment.stop());

  test.each(shown)("$change", async (drift) => {
    await make(deployment, drift.make);
    expect(await plannedChanges(deployment)).toEqual(drift.plan);
    await deployment.terraform.apply();
    expect(await plannedChanges(deployment)).toEqual({});
    expect(await loginsAreLimited(deployment)).toBe(true);
  });
});

describe("no plan shows it:", () => {
  let deployment: Deployment;
  // Each has a tenant where no login has fetched a token yet: a cached one would hide a secret that is wrong.
  beforeEach(async () => (deployment = await start()), PREPARATION_TIME);
  afterEach(() => deployment.stop());

  test.each(hidden)("$change", async ({ make: change, limited }) => {
    await make(deployment, change);
    expect(await plannedChanges(deployment)).toEqual({});
    expect(await loginsAreLimited(deployment)).toBe(limited);
  });

  test.each(hidden.filter(({ limited }) => !limited))(
    "$change; importing the Action anew puts it right",
    async (drift) => {
      await make(deployment, drift.make);
      const addresses = await deployment.terraform.stateList();
      await deployment.command(
        "state",
        "rm",
        addresses.find((address) => address.startsWith("auth0_action."))!,
      );
      const { actionId } = await partsOf(deployment);
      await deployment.apply((stack) => new SingleSessionConstruct(stack, "SingleSession").action.importFrom(actionId));
      expect(await loginsAreLimited(deployment)).toBe(true);
      expect((await partsOf(deployment)).actionId).toBe(actionId);
    },
  );
});

test("a secret that is added stops the next apply that changes the Action's secrets, and that is not made up for", async () => {
  const deployment = await start();
  const { clientId, actionId } = await partsOf(deployment);
  const { actions, clients } = deployment.simulator.management;
  const names = ["domain", "clientId", "clientSecret"].map((name) => ({ name }));
  await actions.update(actionId, { secrets: [...names, { name: "added", value: "by hand" }] });
  expect(await plannedChanges(deployment)).toEqual({});

  await clients.rotateSecret(clientId);
  await expect(deployment.terraform.apply()).rejects.toThrow("Unmanaged Action Secret");
  await actions.update(actionId, { secrets: names });
  expect(await plannedChanges(deployment)).toEqual({});
  expect(await loginsAreLimited(deployment)).toBe(false);

  await importActionAnew(deployment);
  expect(await loginsAreLimited(deployment)).toBe(true);
  await deployment.stop();
});
