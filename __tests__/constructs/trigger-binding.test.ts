import { Token, type TerraformStack } from "cdktf";
import { SingleSessionConstruct, TriggerBinding, type BoundAction } from "../../constructs";
import { Action } from "../../constructs/providers/auth0/action";
import { TriggerAction } from "../../constructs/providers/auth0/trigger-action";
import { TriggerActions } from "../../constructs/providers/auth0/trigger-actions";
import { only, providerOf, synthesize, type Configuration } from "./stack";

const OWN = {
  id: "${auth0_action.SingleSession_Action_8872D993.id}",
  display_name: "${auth0_action.SingleSession_Action_8872D993.name}",
};
const BINDING = "auth0_trigger_action.SingleSession_Action_Binding_906948FC";
const ORDER = "auth0_trigger_actions.SingleSession_Action_Order_B4912D80";

function bindingsIn(removed: Configuration["removed"] = []) {
  return removed.filter(({ from }) => from.startsWith("auth0_trigger"));
}

function synthesizeWith(bindingIn: (stack: TerraformStack) => TriggerBinding) {
  return synthesize((stack) => new SingleSessionConstruct(stack, "SingleSession", { binding: bindingIn(stack) }));
}

describe("append", () => {
  test("binds one after the other what is appended in one stack, so that no binding is lost", () => {
    const configuration = synthesize((stack) => {
      new TriggerAction(stack, "Theirs", { trigger: "post-login", actionId: "theirs" });
      new TriggerAction(stack, "Elsewhere", { trigger: "credentials-exchange", actionId: "elsewhere" });
      new SingleSessionConstruct(stack, "Staff");
      new SingleSessionConstruct(stack, "Customers");
    });
    const bindings = Object.entries(configuration.resource.auth0_trigger_action!);
    const dependenciesOf = (name: string) => bindings.find(([id]) => id.startsWith(name))![1].depends_on as string[];
    expect(dependenciesOf("Staff")).toEqual(["auth0_trigger_action.Theirs"]);
    expect(dependenciesOf("Customers")).toEqual([
      "auth0_trigger_action.Theirs",
      expect.stringContaining(".Staff_Action_Binding"),
    ]);
  });

  test("does so too where one names the provider that the other uses unnamed", () => {
    const configuration = synthesize((stack) => {
      new SingleSessionConstruct(stack, "Staff");
      new SingleSessionConstruct(stack, "Customers", { provider: providerOf(stack) });
    });
    const bindings = Object.values(configuration.resource.auth0_trigger_action!);
    expect(bindings.flatMap(({ depends_on }) => depends_on)).toEqual([
      expect.stringContaining(".Staff_Action_Binding"),
    ]);
  });

  test("takes over from an order without emptying the trigger", () => {
    const { removed } = synthesizeWith(() => TriggerBinding.append());
    expect(bindingsIn(removed)).toEqual([{ from: ORDER, lifecycle: { destroy: false } }]);
  });
});

describe("ordered", () => {
  const configuration = synthesizeWith((stack) => {
    const supportedTriggers = { id: "post-login", version: "v3" };
    const before = new Action(stack, "Before", { name: "Enrich", code: "", supportedTriggers });
    return TriggerBinding.ordered([before, TriggerBinding.self, { id: "act_1", name: "Audit" }]);
  });

  test("owns the trigger, in the order given", () => {
    expect(only(configuration, "auth0_trigger_actions")).toMatchObject({
      trigger: "post-login",
      actions: [
        { id: "${auth0_action.Before.id}", display_name: "${auth0_action.Before.name}" },
        OWN,
        { id: "act_1", display_name: "Audit" },
      ],
    });
  });

  test("unbinds the own Action alone where that has to go, after the order is made and before it is taken away", () => {
    expect(only(configuration, "auth0_trigger_action")).toMatchObject({ action_id: OWN.id, depends_on: [ORDER] });
  });

  test("takes over an appended binding as it is", () => {
    expect(bindingsIn(configuration.removed)).toEqual([]);
    expect(Object.keys(configuration.resource.auth0_trigger_action!)).toEqual([BINDING.split(".")[1]]);
  });

  test.each([
    [[], 0],
    [[TriggerBinding.self, TriggerBinding.self], 2],
  ])("holds the own Action once, not as in %j", (order, times) => {
    expect(() => TriggerBinding.ordered(order)).toThrow(
      `binding must contain TriggerBinding.self exactly once, got: ${times} times; write it where the Action is to run`,
    );
  });
});

test("what only looks like the own Action is none", () => {
  expect(() => TriggerBinding.ordered([{ self: false } as never])).toThrow(
    "binding[0].self is unknown, got: false; remove it, or write one of: id, name",
  );
});

describe("none", () => {
  test("leaves the trigger to somebody else", () => {
    const { resource, removed } = synthesizeWith(() => TriggerBinding.none());
    expect(Object.keys(resource).filter((type) => type.startsWith("auth0_trigger"))).toEqual([]);
    expect(bindingsIn(removed).map(({ from }) => from)).toEqual([BINDING, ORDER]);
  });

  test("says so to who asks for the binding", () => {
    synthesize((stack) => {
      const construct = new SingleSessionConstruct(stack, "SingleSession", { binding: TriggerBinding.none() });
      expect(() => construct.binding).toThrow(
        "binding is not a part of this construct, because its binding is TriggerBinding.none(); bind construct.action yourself",
      );
    });
  });
});

describe("one trigger has one owner in a stack", () => {
  const { self } = TriggerBinding;
  const append = () => TriggerBinding.append();
  const ordered = (order: Parameters<typeof TriggerBinding.ordered>[0]) => TriggerBinding.ordered(order);
  const none = () => TriggerBinding.none();
  const session = (stack: TerraformStack, id: string, binding: TriggerBinding) =>
    new SingleSessionConstruct(stack, id, { binding });
  const other = { id: "act_1", name: "Audit" };
  const flow = (stack: TerraformStack, ...actions: { id: string }[]) =>
    new TriggerActions(stack, "Flow", {
      trigger: "post-login",
      actions: actions.map(({ id }) => ({ id, displayName: id })),
    });

  test.each<[string, (stack: TerraformStack) => void, string]>([
    [
      "ordered() twice",
      (stack) => {
        session(stack, "Staff", ordered([self]));
        session(stack, "Customers", ordered([self, other]));
      },
      'binding must be the only order of post-login in the stack, got: "stack/Customers/Action/Order" too; write one order',
    ],
    [
      "ordered() beside append()",
      (stack) => {
        session(stack, "Staff", ordered([self]));
        session(stack, "Customers", append());
      },
      'got: an order without the Action that "stack/Customers/Action/Binding" binds; add that Action to TriggerBinding.ordered()',
    ],
    [
      "append() before ordered()",
      (stack) => {
        session(stack, "Staff", append());
        session(stack, "Customers", ordered([self]));
      },
      'got: TriggerBinding.append() beside "stack/Customers/Action/Order"; add construct.action to that order',
    ],
    [
      "append() beside an order of one's own",
      (stack) => {
        session(stack, "Staff", append());
        flow(stack, other);
      },
      'got: TriggerBinding.append() beside "stack/Flow"',
    ],
    [
      "ordered() beside a binding of one's own",
      (stack) => {
        session(stack, "Staff", ordered([self]));
        new TriggerAction(stack, "Theirs", { trigger: "post-login", actionId: "theirs" });
      },
      'got: an order without the Action that "stack/Theirs" binds',
    ],
    [
      "append() beside an order of one's own that names the provider",
      (stack) => {
        session(stack, "Staff", append());
        new TriggerActions(stack, "Flow", { trigger: "post-login", actions: [], provider: providerOf(stack) });
      },
      'got: TriggerBinding.append() beside "stack/Flow"',
    ],
  ])("%s is refused", (_, build, message) => {
    expect(() => synthesize(build)).toThrow(message);
  });

  test.each<[string, (stack: TerraformStack) => void]>([
    [
      "an order that holds what else is bound",
      (stack) => {
        const { action } = session(stack, "Customers", append());
        session(stack, "Staff", ordered([self, action]));
      },
    ],
    [
      "an order of one's own that holds the Action",
      (stack) => flow(stack, session(stack, "Staff", none()).action, session(stack, "Customers", append()).action),
    ],
    [
      "another trigger's binding",
      (stack) => {
        session(stack, "Staff", ordered([self]));
        new TriggerAction(stack, "Elsewhere", { trigger: "credentials-exchange", actionId: "elsewhere" });
      },
    ],
  ])("%s is not", (_, build) => {
    expect(() => synthesize(build)).not.toThrow();
  });
});

describe("an Action that is bound twice is refused:", () => {
  const audit = { id: "act_1", name: "Audit" };
  const action = (stack: TerraformStack) =>
    new Action(stack, "Mine", { name: "Mine", code: "", supportedTriggers: { id: "post-login", version: "v3" } });

  test.each<[string, (stack: TerraformStack) => BoundAction[], string]>([
    ["by its id", () => [audit, { ...audit, name: "Other" }], '"act_1"'],
    ["as a resource", (stack) => Array<Action>(2).fill(action(stack)), '"${auth0_action.Mine.id}"'],
    [
      "as a resource, and by its id",
      (stack) => {
        const mine = action(stack);
        return [mine, { id: mine.id, name: "Mine" }];
      },
      '"${auth0_action.Mine.id}"',
    ],
  ])("%s", (_, ordered, shown) => {
    expect(() => synthesizeWith((stack) => TriggerBinding.ordered([TriggerBinding.self, ...ordered(stack)]))).toThrow(
      `binding must contain each Action once, got: ${shown} as binding[1] and as binding[2]; remove one of them`,
    );
  });
});

describe("what is no order", () => {
  const ID =
    "binding[1].id must be the id of an Action, which is not blank and is a string of 1 to 1000 characters without control characters such as line breaks";
  const NAME = ID.replace("].id", "].name").replace("the id", "the name");
  const ENTRY = "an Action, an object with the id and name of one, or TriggerBinding.self";
  test.each<[unknown, string]>([
    [undefined, "binding must be a list of Actions that is known at synth, got: undefined"],
    ["first", 'binding must be a list of Actions that is known at synth, got: "first"'],
    [[null, TriggerBinding.self], `binding[0] must be ${ENTRY}, got: null`],
    [[TriggerBinding.self, "act_1"], `binding[1] must be ${ENTRY}, got: "act_1"`],
    [[TriggerBinding.self, { id: "act_1" }], `${NAME}, got: undefined`],
    [[TriggerBinding.self, { id: 7, name: "" }], `${ID}, got: 7\n${NAME}, got: ""`],
    [[TriggerBinding.self, { id: "a\nb", name: "Audit" }], `${ID}, got: "a\\nb"`],
    [[TriggerBinding.self, { id: "act_1", name: " " }], `${NAME}, got: " "`],
    [
      [TriggerBinding.self, { id: Token.asNumber({ resolve: () => 1 }), name: "Audit" }],
      `${ID}, got: a token for a number`,
    ],
    [
      [TriggerBinding.self, { id: "act_1", name: "Audit", displayName: "Audit" }],
      'binding[1].displayName is unknown, got: "Audit"; remove it, or write one of: id, name',
    ],
    [[{ self: true, id: "act_1" }], 'binding[0].id is unknown, got: "act_1"; remove it, or write one of: self'],
  ])("%j is refused", (order, message) => {
    expect(() => TriggerBinding.ordered(order as never)).toThrow(new Error(message));
  });
});
