import type { TerraformStack } from "cdktf";
import { SingleSessionConstruct, TriggerBinding } from "../../constructs";
import { Action } from "../../constructs/providers/auth0/action";
import { TriggerAction } from "../../constructs/providers/auth0/trigger-action";
import { only, synthesize } from "./stack";

const OWN = {
  id: "${auth0_action.SingleSession_Action_8872D993.id}",
  display_name: "${auth0_action.SingleSession_Action_8872D993.name}",
};
const BINDING = "auth0_trigger_action.SingleSession_Action_Binding_906948FC";
const ORDER = "auth0_trigger_actions.SingleSession_Action_Order_B4912D80";

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

  test("takes over from an order without emptying the trigger", () => {
    const { removed } = synthesizeWith(() => TriggerBinding.append());
    expect(removed).toEqual([{ from: ORDER, lifecycle: { destroy: false } }]);
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
    expect(configuration.removed).toBeUndefined();
    expect(Object.keys(configuration.resource.auth0_trigger_action!)).toEqual([BINDING.split(".")[1]]);
  });

  test.each([
    [[], 0],
    [[TriggerBinding.self, TriggerBinding.self], 2],
  ])("holds the own Action once, not as in %j", (order, times) => {
    expect(() => TriggerBinding.ordered(order)).toThrow(
      `binding must hold TriggerBinding.self exactly once, got: ${times} times; write it where the Action is to run`,
    );
  });
});

describe("none", () => {
  test("leaves the trigger to somebody else", () => {
    const { resource, removed } = synthesizeWith(() => TriggerBinding.none());
    expect(Object.keys(resource).filter((type) => type.startsWith("auth0_trigger"))).toEqual([]);
    expect(removed!.map(({ from }) => from)).toEqual([BINDING, ORDER]);
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
