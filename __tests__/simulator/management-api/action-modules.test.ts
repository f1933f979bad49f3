import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterAll(() => running.close());

const modules = () => running.simulator.management.actions.modules;
let count = 0;

async function published(fields: object = {}) {
  const { id = "", name = "" } = await modules().create({
    name: `module-${++count}`,
    code: "exports.greeting = 'hello';",
    publish: true,
    ...fields,
  });
  const { latest_version } = await modules().get(id);
  return { id, name, version: latest_version?.id ?? "" };
}

async function actionWith(code: string, uses: { module_id: string; module_version_id: string }[]) {
  const { actions } = running.simulator.management;
  const { id = "" } = await actions.create({
    name: `action ${++count}`,
    supported_triggers: [{ id: "post-login", version: "v3" }],
    code,
    modules: uses,
  });
  await running.simulator.settled();
  return id;
}

/** What the Action writes at a login. */
async function logsOf(id: string): Promise<string[] | undefined> {
  const { actions, users } = running.simulator.management;
  await actions.deploy(id);
  await actions.triggers.bindings.updateMany("post-login", {
    bindings: [{ ref: { type: "action_id", value: id }, display_name: id }],
  });
  const { user_id = "" } = await users.create({
    connection: "Username-Password-Authentication",
    email: `user-${++count}@example.com`,
  });
  const login = await running.simulator.browser.signIn({ user: user_id });
  return login.executions[0]?.error?.split("\n").slice(0, 1) ?? login.executions[0]?.logs;
}

describe("a module", () => {
  test("is a draft until it is published, and its secrets never show their values", async () => {
    const { id = "", ...draft } = await modules().create({
      name: "draft",
      code: "exports.a = 1;",
      secrets: [{ name: "KEY", value: "hidden" }],
    });
    expect(draft).toMatchObject({ all_changes_published: false, actions_using_module_total: 0 });
    expect(draft).not.toHaveProperty("latest_version");
    expect(draft.secrets).toEqual([{ name: "KEY", updated_at: expect.any(String) as string }]);

    const first = await modules().versions.create(id);
    expect(first).toMatchObject({ module_id: id, version_number: 1, code: "exports.a = 1;" });
    await expect(modules().versions.create(id)).rejects.toMatchObject({ statusCode: 409 });

    await modules().update(id, { code: "exports.a = 2;" });
    expect(await modules().get(id)).toMatchObject({
      code: "exports.a = 2;",
      all_changes_published: false,
      latest_version: { code: "exports.a = 1;", version_number: 1 },
    });
    await modules().versions.create(id);
    expect((await modules().versions.list(id)).data.map(({ version_number }) => version_number)).toEqual([1, 2]);

    expect(await modules().rollback(id, { module_version_id: first.id ?? "" })).toMatchObject({
      code: "exports.a = 1;",
      all_changes_published: false,
    });
    await expect(modules().rollback(id, { module_version_id: first.id ?? "" })).rejects.toMatchObject({
      statusCode: 409,
    });
  });

  test("has a name of its own, and is gone once it is deleted", async () => {
    const { id, name } = await published();
    await expect(modules().create({ name, code: "" })).rejects.toMatchObject({ statusCode: 409 });
    await modules().delete(id);
    await expect(modules().get(id)).rejects.toMatchObject({ statusCode: 404 });
  });

  test("stays for as long as an Action uses it", async () => {
    const { id, version } = await published();
    const action = await actionWith("", [{ module_id: id, module_version_id: version }]);
    expect((await modules().listActions(id)).data).toMatchObject([
      { action_id: action, module_version_id: version, module_version_number: 1 },
    ]);
    expect(await modules().get(id)).toMatchObject({ actions_using_module_total: 1 });
    await expect(modules().delete(id)).rejects.toMatchObject({ statusCode: 412 });
    await running.simulator.management.actions.delete(action);
    await modules().delete(id);
  });
});

describe("an Action", () => {
  test("requires the version that it names, with dependencies and secrets of the module's own", async () => {
    const module = await published({
      code: "exports.describe = () => `${typeof require('auth0').ManagementClient} ${actions.secrets.KEY}`;",
      dependencies: [{ name: "auth0", version: "7.1.0" }],
      secrets: [{ name: "KEY", value: "sesame" }],
    });
    await modules().update(module.id, { code: "exports.describe = () => 'a later version';" });
    await modules().versions.create(module.id);
    const code = `
      const shared = require("actions:${module.name}");
      exports.onExecutePostLogin = async () => console.log(shared.describe(), typeof actions);`;
    const action = await actionWith(code, [{ module_id: module.id, module_version_id: module.version }]);
    expect(await logsOf(action)).toEqual(["function sesame undefined"]);
  });

  test("is told which modules it uses when it requires another", async () => {
    const action = await actionWith(`require("actions:other"); exports.onExecutePostLogin = async () => {};`, []);
    expect(await logsOf(action)).toEqual([
      "Error: cannot find module 'actions:other': this Action uses no Action module; add it to the Action's modules",
    ]);
  });

  test.each([
    ["a module that there is not", (version: string) => [{ module_id: "none", module_version_id: version }]],
    ["a version that there is not", (_: string, id: string) => [{ module_id: id, module_version_id: "none" }]],
  ])("cannot use %s", async (_name, uses) => {
    const { id, version } = await published();
    await expect(actionWith("", uses(version, id))).rejects.toMatchObject({ statusCode: 400 });
  });

  test("of the marketplace is none here, so that a list of those installed is empty", async () => {
    await actionWith("", []);
    const installed = await running.simulator.management.actions.list({ installed: true });
    expect(installed.data).toEqual([]);
    expect((await running.simulator.management.actions.list({ installed: false })).data).not.toEqual([]);
  });
});
