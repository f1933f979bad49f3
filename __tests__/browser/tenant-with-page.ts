import { readPolicy } from "../../contract/policy-reader";
import { enforce } from "../../demo/sign-in/tenant";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../simulator/simulator";

/** A tenant with one user, Ada, and with a page. */
export async function startTenantWithPage(options: SimulatorOptions = {}): Promise<Simulator & { page: string }> {
  const simulator = await startSimulator({ pagePort: 0, ...options });
  await addUser(simulator, { user_id: "ada", email: "ada@example.com", name: "Ada" });
  return { ...simulator, page: simulator.page! };
}

export async function addUser({ management }: Simulator, user: { user_id: string; email: string; name: string }) {
  await management.users.create({ connection: "Username-Password-Authentication", ...user });
}

/** Our own Action with the policy of somebody who says nothing, in place of all others. */
export function deploySingleSession(simulator: Simulator): Promise<void> {
  return enforce(simulator, readPolicy({})!.policy);
}

interface Deployed {
  name: string;
  code: string;
}

export async function deployAction(simulator: Simulator, action: Deployed): Promise<void> {
  const { actions } = simulator.management;
  const { id = "" } = await actions.create({
    ...action,
    runtime: "node22",
    supported_triggers: [{ id: "post-login", version: "v3" }],
  });
  await simulator.settled();
  await actions.deploy(id);
  await actions.triggers.bindings.updateMany("post-login", {
    bindings: [{ ref: { type: "action_id", value: id }, display_name: action.name }],
  });
}
