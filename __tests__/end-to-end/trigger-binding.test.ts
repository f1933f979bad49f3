import type { TerraformStack } from "cdktf";
import { SingleSessionConstruct, TriggerBinding } from "../../constructs";
import { Action } from "../../constructs/providers/auth0/action";
import { TriggerActions } from "../../constructs/providers/auth0/trigger-actions";
import { changes, effectsOf, type Effects } from "./changes";
import { Deployment, PREPARATION_TIME } from "./deployment";

jest.setTimeout(120_000);

const FOREIGN = ["Greet", "Audit"];
const REPLACE = "-replace=auth0_action.SingleSession_Action_8872D993";

let deployment: Deployment;
/** The names of Actions by their ids, those that are gone included. */
const names = new Map<string, string>();
let foreign: { id: string; name: string }[];
let journalStart = 0;

beforeAll(async () => {
  deployment = await Deployment.start();
  for (const name of FOREIGN) await deployment.bindForeignAction(name);
  const { data } = await deployment.simulator.management.actions.list();
  foreign = FOREIGN.map((name) => ({ id: data.find((action) => action.name === name)!.id!, name }));
}, PREPARATION_TIME);
afterAll(() => deployment.stop());

type Build = (stack: TerraformStack) => void;

const bound =
  (binding?: TriggerBinding): Build =>
  (stack) => {
    new SingleSessionConstruct(stack, "SingleSession", { binding });
  };

const appended = bound(TriggerBinding.append());
const ordered: Build = (stack) => bound(TriggerBinding.ordered([foreign[0]!, TriggerBinding.self, foreign[1]!]))(stack);

/** Somebody's own flow, if there was one, is given up the way that docs/lifecycle.md says. */
function withFlowForgotten(build: Build): Build {
  return (stack) => {
    build(stack);
    stack.addOverride("removed", [{ from: "auth0_trigger_actions.Flow", lifecycle: { destroy: false } }]);
  };
}

/** Somebody's own flow, with the construct's Action in it. */
const bySomebodyElse: Build = (stack) => {
  const { action } = new SingleSessionConstruct(stack, "SingleSession", { binding: TriggerBinding.none() });
  const actions = [...foreign, action].map(({ id, name }) => ({ id, displayName: name }));
  new TriggerActions(stack, "Flow", { trigger: "post-login", actions });
};

/** Where a test begins. */
async function begin(build: Build): Promise<void> {
  await deployment.apply(build);
  journalStart = deployment.simulator.requests().length;
}

async function apply(build: Build, ...options: string[]): Promise<Effects> {
  await deployment.configure(build);
  return effectsOf(await deployment.changes("apply", ...options));
}

/** Everything that the trigger's list was replaced by since the test began, as names of Actions. */
async function lists(): Promise<string[][]> {
  const { data } = await deployment.simulator.management.actions.list();
  for (const { id, name } of data) names.set(id!, name!);
  return deployment.simulator
    .requests()
    .slice(journalStart)
    .filter(({ method, path }) => method === "PATCH" && path.endsWith("/bindings"))
    .map(({ body }) => (body as { bindings: { ref: { value: string } }[] }).bindings)
    .map((bindings) => bindings.map(({ ref }) => names.get(ref.value) ?? "one that is gone"));
}

/** At no moment of the test was somebody else's Action unbound. */
async function expectForeignKept(): Promise<void> {
  for (const list of await lists()) expect(list).toEqual(expect.arrayContaining(FOREIGN));
  expect(await deployment.boundActions()).toEqual(expect.arrayContaining(FOREIGN));
}

/** At no moment of the test was any Action unbound. */
async function expectAllKept(): Promise<void> {
  await expectForeignKept();
  for (const list of await lists()) expect(list).toContain("SingleSession");
}

describe("append", () => {
  beforeEach(() => begin(appended));
  afterAll(() => deployment.terraform.destroy());
  afterEach(expectForeignKept);

  test("binds last", async () => {
    expect(await deployment.boundActions()).toEqual([...FOREIGN, "SingleSession"]);
  });

  test("is not touched by an update of the Action", async () => {
    await deployment.apply((stack) => {
      new SingleSessionConstruct(stack, "SingleSession", { policy: { maxSessions: 2 } });
    });
    expect(await lists()).toEqual([]);
  });

  test("unbinds an Action that is replaced, and binds it again", async () => {
    expect(await apply(appended, REPLACE)).toEqual(changes.binding["`-replace` of the Action in `append()`"]);
    expect(await lists()).toEqual([FOREIGN, [...FOREIGN, "SingleSession"]]);
  });

  test("binds two constructs in one run, loses neither, and destroys both in one run", async () => {
    await deployment.terraform.destroy();
    await deployment.apply((stack) => {
      for (const id of ["Staff", "Customers"]) new SingleSessionConstruct(stack, id);
    });
    expect(await deployment.boundActions()).toEqual([...FOREIGN, "Staff", "Customers"]);
    expect(await deployment.changes("plan")).toEqual({});
    await deployment.terraform.destroy();
    expect(await deployment.boundActions()).toEqual(FOREIGN);
    expect(await deployment.terraform.stateList()).toEqual([]);
  });

  test("survives another id of the construct", async () => {
    await deployment.apply((stack) => {
      new SingleSessionConstruct(stack, "OneSession");
    });
    expect(await deployment.boundActions()).toEqual([...FOREIGN, "OneSession"]);
  });
});

describe("ordered", () => {
  beforeEach(() => begin(ordered));
  afterAll(async () => {
    await deployment.terraform.destroy();
    await deployment.bind(FOREIGN);
  });
  const order = [FOREIGN[0]!, "SingleSession", FOREIGN[1]!];

  test("binds in exactly this order", async () => {
    expect(await deployment.boundActions()).toEqual(order);
    expect(await deployment.changes("plan")).toEqual({});
  });

  test.each([
    ["added", [...order, "Intruder"]],
    ["removed", FOREIGN],
    ["moved", [...FOREIGN, "SingleSession"]],
  ])("shows a binding that somebody else %s, and repairs it", async (_what, drifted) => {
    if (drifted.includes("Intruder")) await deployment.bindForeignAction("Intruder");
    else await deployment.bind(drifted);
    expect(await deployment.boundActions()).toEqual(drifted);
    expect(effectsOf(await deployment.changes("plan"))).toMatchObject({ auth0_trigger_actions: "in place" });
    await deployment.terraform.apply();
    expect(await deployment.boundActions()).toEqual(order);
  });

  test("takes another order", async () => {
    const turned = bound(TriggerBinding.ordered([TriggerBinding.self, ...foreign]));
    expect(await apply(turned)).toEqual(changes.binding["another order in `ordered()`"]);
    expect(await deployment.boundActions()).toEqual(["SingleSession", ...FOREIGN]);
    await expectAllKept();
  });

  test("lets the Action be replaced, at its own place", async () => {
    expect(await apply(ordered, REPLACE)).toEqual(changes.binding["`-replace` of the Action in `ordered()`"]);
    expect(await deployment.boundActions()).toEqual(order);
    await expectForeignKept();
    expect(await deployment.changes("plan")).toEqual({});
  });

  test("lets go of an Action that the stack deletes in the same run, if that is created before it is destroyed", async () => {
    const withTheirs: Build = (stack) => {
      const theirs = new Action(stack, "Theirs", {
        name: "Theirs",
        code: "exports.onExecutePostLogin = async () => {};",
        supportedTriggers: { id: "post-login", version: "v3" },
        deploy: true,
        lifecycle: { createBeforeDestroy: true },
      });
      bound(TriggerBinding.ordered([theirs, ...foreign, TriggerBinding.self]))(stack);
    };
    await deployment.apply(withTheirs);
    expect(await deployment.boundActions()).toEqual(["Theirs", ...FOREIGN, "SingleSession"]);
    await deployment.apply(ordered);
    expect(await deployment.boundActions()).toEqual(order);
  });

  test("is destroyed in one run, and leaves the trigger empty", async () => {
    await deployment.terraform.destroy();
    expect(await deployment.boundActions()).toEqual([]);
    expect(await deployment.terraform.stateList()).toEqual([]);
  });
});

test("none binds nothing", async () => {
  await begin(bound(TriggerBinding.none()));
  expect(await lists()).toEqual([]);
});

describe("a change leaves every Action bound throughout:", () => {
  const { binding } = changes;
  const inTheMiddle = [FOREIGN[0]!, "SingleSession", FOREIGN[1]!];
  const last = [...FOREIGN, "SingleSession"];

  // What a row before has left is not destroyed at the same time.
  const [appends, orders] = [withFlowForgotten(appended), withFlowForgotten(ordered)];

  test.each<[keyof typeof binding, Build, Build, string[]]>([
    ["from `append()` to `ordered()`", appends, orders, inTheMiddle],
    ["from `append()` to `none()`", appends, bySomebodyElse, last],
    ["from `ordered()` to `append()`", orders, appends, inTheMiddle],
    ["from `ordered()` to `none()`", orders, bySomebodyElse, last],
    ["from `none()` to `append()`", bySomebodyElse, appends, last],
    ["from `none()` to `ordered()`", bySomebodyElse, orders, inTheMiddle],
  ])("%s", async (change, from, to, expected) => {
    await begin(from);
    expect(await apply(to)).toEqual(binding[change]);
    expect(await deployment.boundActions()).toEqual(expected);
    expect(await deployment.changes("plan")).toEqual({});
    await expectAllKept();
  });
});
