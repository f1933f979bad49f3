import { SingleSessionConstruct, TriggerBinding } from "../../../constructs";
import { only, synthesize } from "../stack";

const built = (change: (construct: SingleSessionConstruct) => void) =>
  synthesize((stack) => {
    new SingleSessionConstruct(stack, "Before", { binding: TriggerBinding.append() });
    change(new SingleSessionConstruct(stack, "SingleSession"));
  });

describe("a part that lost what the construct gave it is refused", () => {
  test.each<[string, string, (construct: SingleSessionConstruct) => void]>([
    ["precondition", "Action/Resource", ({ action }) => (action.lifecycle = { preventDestroy: true })],
    ["precondition", "Action/Resource", ({ action }) => (action.lifecycle = undefined)],
    ["dependsOn", "Action/Resource", ({ action }) => (action.dependsOn = ["auth0_action.Other"])],
    ["dependsOn", "Action/Binding", ({ binding }) => (binding.dependsOn = [])],
    [
      "createBeforeDestroy",
      "Application/Grant",
      ({ clientGrant }) => (clientGrant.lifecycle = { ignoreChanges: "all" }),
    ],
    ["createBeforeDestroy", "Application/Resource", ({ application }) => (application.lifecycle = {})],
  ])("its %s, of %s", (name, part, change) => {
    expect(() => built(change)).toThrow(
      `"stack/SingleSession/${part}" must keep its own ${name}; add to it, as in part.lifecycle = { ...part.lifecycle, preventDestroy: true } or part.dependsOn = [...part.dependsOn, other.fqn]`,
    );
  });
});

test("what is added to a part's own is synthesized with it", () => {
  const configuration = synthesize((stack) => {
    const { action, clientGrant } = new SingleSessionConstruct(stack, "SingleSession");
    const mine = { condition: "${var.ready}", errorMessage: "not ready" };
    action.lifecycle = {
      ...action.lifecycle,
      preventDestroy: true,
      precondition: [...action.lifecycle!.precondition!, mine],
    };
    action.dependsOn = [...action.dependsOn!, "auth0_action.Other"];
    clientGrant.addOverride("lifecycle.prevent_destroy", true);
  });
  const own = { error_message: expect.stringContaining("lacks scopes") as string };
  expect(only(configuration, "auth0_action")).toMatchObject({
    lifecycle: { prevent_destroy: true, precondition: [own, { error_message: "not ready" }] },
    depends_on: [expect.any(String), expect.any(String), "auth0_action.Other"],
  });
  expect(only(configuration, "auth0_client_grant").lifecycle).toEqual({
    create_before_destroy: true,
    prevent_destroy: true,
  });
});
