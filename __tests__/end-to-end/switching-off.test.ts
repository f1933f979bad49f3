import { SingleSessionConstruct, TriggerBinding } from "../../constructs";
import { Deployment, PREPARATION_TIME } from "./deployment";

jest.setTimeout(120_000);

const BINDING = "auth0_trigger_action.SingleSession_Action_Binding_906948FC";
const ORDER = "auth0_trigger_actions.SingleSession_Action_Order_B4912D80";

let deployment: Deployment;
let foreign: { id: string; name: string };
beforeAll(async () => {
  deployment = await Deployment.start();
  const name = "Somebody else's";
  foreign = { id: await deployment.bindAction({ name, code: "exports.onExecutePostLogin = async () => {};" }), name };
}, PREPARATION_TIME);
afterAll(() => deployment.stop());

async function sessionsAfterTwoLogins(): Promise<number> {
  const user = await deployment.addUser();
  for (let i = 0; i < 2; i++) await deployment.simulator.browser.signIn({ user });
  return (await deployment.sessionsOf(user)).length;
}

test.each([
  ["append()", () => TriggerBinding.append(), { [BINDING]: "create" }],
  [
    "ordered()",
    () => TriggerBinding.ordered([foreign, TriggerBinding.self]),
    { [BINDING]: "create", [ORDER]: "update" },
  ],
])("docs/lifecycle.md's commands stop enforcement and resume it, with %s", async (_, binding, plan) => {
  await deployment.bind([foreign.name]);
  await deployment.apply((stack) => void new SingleSessionConstruct(stack, "SingleSession", { binding: binding() }));
  expect(await sessionsAfterTwoLogins()).toBe(1);

  await deployment.command("destroy", `-target=${BINDING}`, "-auto-approve", "-input=false");
  expect(await deployment.boundActions()).toEqual([foreign.name]);
  expect(await sessionsAfterTwoLogins()).toBe(2);
  expect(await deployment.changes("plan")).toEqual(plan);

  await deployment.terraform.apply();
  expect(await deployment.boundActions()).toEqual([foreign.name, "SingleSession"]);
  expect(await sessionsAfterTwoLogins()).toBe(1);
  expect(await deployment.changes("plan")).toEqual({});
  await deployment.terraform.destroy();
});
