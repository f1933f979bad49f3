import type { RunningSimulator } from "./running-simulator";

/** Deploys an Action with this handler, and binds it in place of all others. */
export async function bindAction({ simulator }: RunningSimulator, body: string): Promise<void> {
  const { actions } = simulator.management;
  const { id: value = "" } = await actions.create({
    name: `Action ${Math.random()}`,
    supported_triggers: [{ id: "post-login", version: "v3" }],
    code: `exports.onExecutePostLogin = async (event, api) => { ${body} };`,
  });
  await simulator.settled();
  await actions.deploy(value);
  await actions.triggers.bindings.updateMany("post-login", { bindings: [{ ref: { type: "action_id", value } }] });
}
