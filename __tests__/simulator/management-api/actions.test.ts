import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterAll(() => running.close());

const trigger = { id: "post-login" as const, version: "v3" };
let count = 0;
const contents = (changes: object = {}) => ({
  name: `action ${++count}`,
  supported_triggers: [trigger],
  code: "exports.onExecutePostLogin = async () => {};",
  ...changes,
});

async function newAction(changes: object = {}) {
  const { id } = await running.simulator.management.actions.create(contents(changes));
  return id ?? "";
}

async function deployedAction(changes: object = {}) {
  const id = await newAction(changes);
  await running.simulator.settled();
  await running.simulator.management.actions.deploy(id);
  return id;
}

const bind = (...ids: string[]) =>
  running.simulator.management.actions.triggers.bindings.updateMany("post-login", {
    bindings: ids.map((value) => ({ ref: { type: "action_id" as const, value }, display_name: value })),
  });

const bound = async () =>
  (await running.simulator.management.actions.triggers.bindings.list("post-login")).data.map(
    ({ action }) => action?.id,
  );

describe("building", () => {
  test("is pending in the answer that starts it, and built or failed afterwards", async () => {
    const { actions } = running.simulator.management;
    const warning = jest.spyOn(console, "warn").mockImplementation();
    const good = await actions.create(contents());
    const bad = await actions.create(contents({ dependencies: [{ name: "auth0", version: "0.0.0-none" }] }));
    expect([good.status, bad.status]).toEqual(["pending", "pending"]);
    await running.simulator.settled();
    expect((await actions.get(good.id ?? "")).status).toBe("built");
    expect((await actions.get(bad.id ?? "")).status).toBe("failed");
    expect(warning).toHaveBeenCalledWith(expect.stringContaining("auth0"));
    warning.mockRestore();
  });

  test("that failed leaves nothing to deploy", async () => {
    const warning = jest.spyOn(console, "warn").mockImplementation();
    const id = await newAction({ dependencies: [{ name: "auth0", version: "0.0.0-none" }] });
    await running.simulator.settled();
    warning.mockRestore();
    await expect(running.simulator.management.actions.deploy(id)).rejects.toMatchObject({
      statusCode: 400,
      body: { message: "A draft must be in the 'built' state before it can be deployed." },
    });
  });
});

describe("deploying", () => {
  test("makes a new version each time, and shows when the draft has moved on", async () => {
    const { actions } = running.simulator.management;
    const id = await deployedAction();
    const first = await actions.get(id);
    expect(first).toMatchObject({ all_changes_deployed: true, deployed_version: { number: 1, deployed: true } });
    await actions.update(id, { code: "exports.second = 2;" });
    const changed = await actions.get(id);
    expect(changed).toMatchObject({ code: "exports.second = 2;", all_changes_deployed: false });
    expect(changed.deployed_version?.code).toBe(first.code);
    await running.simulator.settled();
    await actions.deploy(id);
    const second = await actions.get(id);
    expect(second.deployed_version).toMatchObject({ number: 2, code: "exports.second = 2;" });
    expect(second.deployed_version?.id).not.toBe(first.deployed_version?.id);
  });

  test("follows the build where creation asked for it", async () => {
    const id = await newAction({ deploy: true });
    await running.simulator.settled();
    expect((await running.simulator.management.actions.get(id)).deployed_version?.number).toBe(1);
  });
});

describe("secrets", () => {
  const secret = { name: "password", value: "correct horse" };

  test("come back as names and dates, in no answer as values", async () => {
    const id = await deployedAction({ secrets: [secret] });
    await bind(id);
    for (const path of [`actions/${id}`, "actions", "triggers/post-login/bindings"]) {
      const { body } = await running.call(`/api/v2/actions/${path}`);
      expect(JSON.stringify(body)).toContain(secret.name);
      expect(JSON.stringify(body)).not.toContain(secret.value);
    }
    await bind();
  });

  test("stay when a change does not name them, and go when it lists others", async () => {
    const { actions } = running.simulator.management;
    const id = await newAction({ secrets: [secret] });
    const names = async () => (await actions.get(id)).secrets?.map(({ name }) => name);
    await actions.update(id, { code: "exports.x = 1;" });
    expect(await names()).toEqual(["password"]);
    await actions.update(id, { secrets: [{ name: "other", value: "x" }] });
    expect(await names()).toEqual(["other"]);
    await actions.update(id, { secrets: [] });
    expect(await names()).toEqual([]);
  });
});

describe("bindings", () => {
  afterEach(() => bind());

  test("run in the order they are given in, each list replacing the one before", async () => {
    const [one, two, three] = [await deployedAction(), await deployedAction(), await deployedAction()];
    await bind(two, one);
    expect(await bound()).toEqual([two, one]);
    await bind(three, two);
    expect(await bound()).toEqual([three, two]);
  });

  test("may name an Action by its name or by a binding it already has", async () => {
    const id = await deployedAction({ name: "by name" });
    const { bindings } = running.simulator.management.actions.triggers;
    const byName = await bindings.updateMany("post-login", {
      bindings: [{ ref: { type: "action_name", value: "by name" } }],
    });
    const value = byName.bindings?.[0]?.id ?? "";
    await bindings.updateMany("post-login", { bindings: [{ ref: { type: "binding_id", value } }] });
    expect(await bound()).toEqual([id]);
  });

  test("come in pages: the first with the total, one past the end without it", async () => {
    const [one, two] = [await deployedAction(), await deployedAction()];
    await bind(one, two);
    const page = async (query: string) =>
      (await running.call(`/api/v2/actions/triggers/post-login/bindings?${query}`)).body as { bindings: unknown[] };
    expect(await page("page=0&per_page=100")).toEqual({
      bindings: [expect.anything(), expect.anything()],
      total: 2,
      per_page: 100,
    });
    expect(await page("page=1&per_page=100")).toEqual({ bindings: [], page: 1, per_page: 100 });
    expect(await page("page=1&per_page=1")).toEqual({ bindings: [expect.anything()], total: 2, page: 1, per_page: 1 });
  });

  test("refuse an Action that is not deployed, and one for another trigger", async () => {
    const undeployed = await newAction();
    const other = await deployedAction({ supported_triggers: [{ id: "credentials-exchange", version: "v2" }] });
    await expect(bind(undeployed)).rejects.toMatchObject({
      statusCode: 400,
      body: { message: "Trying to create a binding for an action that has not been deployed yet." },
    });
    await expect(bind(other)).rejects.toMatchObject({
      statusCode: 400,
      body: { message: "Trying to create a binding between an incompatible action and trigger." },
    });
    expect(await bound()).toEqual([]);
  });

  test("keep an Action from being deleted, unless by force", async () => {
    const { actions } = running.simulator.management;
    const [one, two] = [await deployedAction(), await deployedAction()];
    await bind(one, two);
    await expect(actions.delete(one)).rejects.toMatchObject({
      statusCode: 409,
      body: { message: "Unable to delete an action bound to a trigger." },
    });
    await actions.delete(one, { force: true });
    expect(await bound()).toEqual([two]);
    await bind();
    await actions.delete(two);
    await expect(actions.get(two)).rejects.toMatchObject({ statusCode: 404 });
  });
});

test("lists Actions by name, by trigger and by whether they are deployed", async () => {
  const id = await newAction({ name: "the only one" });
  const named = async (query: string) =>
    ((await running.call(`/api/v2/actions/actions?${query}`)).body as { actions: { id: string }[] }).actions;
  expect((await named("actionName=the%20only%20one&per_page=50")).map((action) => action.id)).toEqual([id]);
  expect(await named("actionName=the%20only%20one&deployed=true")).toEqual([]);
  expect(await named("actionName=the%20only%20one&triggerId=credentials-exchange")).toEqual([]);
});

test("refuses a second Action of the same name", async () => {
  await newAction({ name: "taken" });
  await expect(newAction({ name: "taken" })).rejects.toMatchObject({ statusCode: 409 });
});
