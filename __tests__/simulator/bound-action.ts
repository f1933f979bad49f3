import type { RunningSimulator } from "./running-simulator";

/** Deploys an Action for each of these handlers, and binds them in place of all others. */
export async function bindAction({ simulator }: RunningSimulator, ...bodies: string[]): Promise<void> {
  const { actions } = simulator.management;
  const ids: string[] = [];
  for (const body of bodies) {
    const { id = "" } = await actions.create({
      name: `Action ${Math.random()}`,
      supported_triggers: [{ id: "post-login", version: "v3" }],
      code: `exports.onExecutePostLogin = async (event, api) => { ${body} };`,
    });
    await simulator.settled();
    await actions.deploy(id);
    ids.push(id);
  }
  const bindings = ids.map((value) => ({ ref: { type: "action_id" as const, value } }));
  await actions.triggers.bindings.updateMany("post-login", { bindings });
}

/** From now on no Action runs. */
export async function unbindActions({ simulator }: RunningSimulator): Promise<void> {
  await simulator.management.actions.triggers.bindings.updateMany("post-login", { bindings: [] });
}
