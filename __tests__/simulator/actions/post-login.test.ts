import { TRIGGER_TIME_LIMIT } from "../../../simulator/actions/post-login";
import { deployed, handling, login, logsOf, postLoginTrigger } from "./fixture";

const trigger = postLoginTrigger();
afterAll(() => trigger.close());

test("Auth0 gives the trigger 20 seconds", () => {
  expect(TRIGGER_TIME_LIMIT).toBe(20_000);
});

test("Actions run in order, and each is reported", async () => {
  const actions = ["first", "second"].map((name) => handling(`console.log("I am ${name}")`, { name }));
  const { executions, denied } = await trigger.run(actions, login());
  expect(executions.map(({ action, logs }) => [action, logs])).toEqual([
    ["first", ["I am first"]],
    ["second", ["I am second"]],
  ]);
  expect(denied).toBeUndefined();
});

test("each Action has its own secrets", async () => {
  const show = "console.log(JSON.stringify(event.secrets))";
  const actions = [handling(show, { secrets: { key: "one" } }), handling(show, { secrets: { key: "two" } })];
  const { executions } = await trigger.run(actions, login());
  expect(executions.map(({ logs }) => logs)).toEqual([['{"key":"one"}'], ['{"key":"two"}']]);
});

test("what an Action does to its event does not reach the next one, nor the caller", async () => {
  const event = login();
  const { executions } = await trigger.run(
    [
      handling(`event.user.user_id = "forged"; event.extra = 1`),
      handling("console.log(event.user.user_id, event.extra)"),
    ],
    event,
  );
  expect(executions[1]?.logs).toEqual(["auth0|1 undefined"]);
  expect(event).toEqual(login());
});

test("a denial stops the Actions after it, and what was asked for besides still happens", async () => {
  const denying = handling(`
    api.user.setAppMetadata("before", 1);
    api.access.deny("no entry");
    api.user.setAppMetadata("after", 2);`);
  const { executions, denied, appMetadata } = await trigger.run([denying, handling("")], login());
  expect(denied).toEqual({ reason: "no entry" });
  expect(appMetadata).toEqual({ before: 1, after: 2 });
  expect(executions).toHaveLength(1);
});

test("an error denies the login, drops what the Action asked for, and keeps what earlier ones did", async () => {
  const failing = handling(`
    console.log("so far so good");
    api.user.setAppMetadata("failing", true);
    throw new Error("it broke", { cause: new Error("the reason") });`);
  const { executions, denied, appMetadata } = await trigger.run(
    [handling(`api.user.setAppMetadata("first", true)`), failing, handling("")],
    login(),
  );
  expect(denied).toEqual({ reason: "Error: it broke" });
  expect(executions.map(({ error }) => error !== undefined)).toEqual([false, true]);
  expect(executions[1]?.logs).toEqual(["so far so good"]);
  expect(executions[1]?.error).toContain("the reason");
  expect(executions[1]?.error).toContain("action.js");
  expect(executions[1]?.error).not.toContain("runtime");
  expect(appMetadata).toEqual({ first: true });
});

test.each([
  ["a syntax error", "exports.onExecutePostLogin = async () => {\n  let = ;\n};", /action\.js:2[^]*SyntaxError/],
  ["no handler", "exports.onSomethingElse = async () => {};", /onExecutePostLogin is undefined/],
  ["exports that are nothing", "module.exports = null;", /onExecutePostLogin is undefined/],
  ["a handler that is no function", "exports.onExecutePostLogin = {};", /onExecutePostLogin is object/],
  ["a module that throws", `throw new Error("at load");`, /at load/],
  ["a thrown value that is no error", `exports.onExecutePostLogin = async () => { throw "text"; };`, /text/],
  ["a thrown undefined", `exports.onExecutePostLogin = async () => { throw undefined; };`, /undefined/],
  ["a thrown symbol", `exports.onExecutePostLogin = async () => { throw Symbol("s"); };`, /Symbol\(s\)/],
  [
    "a thrown object without a prototype",
    `exports.onExecutePostLogin = async () => { throw Object.assign(Object.create(null), { code: 7 }); };`,
    /code: 7/,
  ],
  [
    "an error that cannot be shown",
    `exports.onExecutePostLogin = async () => { throw { get [Symbol.toStringTag]() { throw 1; }, toString() { throw 2; } }; };`,
    /object/,
  ],
  [
    "writing a file",
    `exports.onExecutePostLogin = async () => require("node:fs").writeFileSync("/tmp/of-an-action", "");`,
    /ERR_ACCESS_DENIED/,
  ],
])("%s fails every execution, and only the execution", async (_what, code, error) => {
  const broken = deployed(code);
  for (const attempt of [1, 2]) {
    const { executions, denied } = await trigger.run([broken], login());
    expect([attempt, executions[0]?.error]).toEqual([attempt, expect.stringMatching(error)]);
    expect(denied).toBeDefined();
  }
});

describe("the time limit", () => {
  const limited = postLoginTrigger({ timeLimit: 2500 });
  afterAll(() => limited.close());

  test("stops an Action that keeps its process busy, whose next login gets another process", async () => {
    const busy = handling(`console.log("working", event.user.user_id); while (event.user.user_id === "busy");`);
    const { executions, denied } = await limited.run([busy, handling("")], login({ user: { user_id: "busy" } }));
    const error = "the Actions of post-login took longer than 2500 ms together: action was stopped";
    expect(executions).toEqual([
      {
        action: "action",
        logs: ["working busy"],
        keptLogs: "working busy",
        duration: expect.any(Number),
        commands: [],
        error,
        errorClass: "action_timeout",
      },
    ]);
    expect(denied).toEqual({ reason: error });
    expect(await logsOf(limited, busy)).toEqual(["working auth0|1"]);
  });

  test("is for all Actions together", async () => {
    const wait = `await new Promise((resolve) => setTimeout(resolve, Number(event.request.query.wait)))`;
    const actions = [handling(wait, { name: "first" }), handling(wait, { name: "second" })];
    const waiting = (wait: number) => login({ request: { ...login().request, query: { wait } } });
    expect((await limited.run(actions, waiting(0))).denied).toBeUndefined();
    const { executions } = await limited.run(actions, waiting(1500));
    expect(executions.map(({ action, error }) => [action, error !== undefined])).toEqual([
      ["first", false],
      ["second", true],
    ]);
  });
});

test("a handler compiled to ES5, which is no async function, is awaited", async () => {
  const es5 = deployed(`exports.onExecutePostLogin = function (event, api) {
    return Promise.resolve().then(function () { api.access.deny("later"); });
  };`);
  expect((await trigger.run([es5], login())).denied).toEqual({ reason: "later" });
});

test("of what an Action writes, 256 characters are kept", async () => {
  const { executions } = await trigger.run(
    [handling(`console.log("a".repeat(200)); console.log("b".repeat(200));`)],
    login(),
  );
  expect(executions[0]?.keptLogs).toBe(`${"a".repeat(200)}\n${"b".repeat(55)}`);
  expect(executions[0]?.logs.map(({ length }) => length)).toEqual([200, 200]);
});
