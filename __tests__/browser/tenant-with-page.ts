import { codeOf } from "../../benchmarks/contestants/contestants";
import { AUTH0_SDK } from "../../contract/pins";
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

/** Our own Action, as an application of its own, in place of all others. */
export async function deploySingleSession(simulator: Simulator): Promise<void> {
  const { management, domain } = simulator;
  const audience = `https://${domain}/api/v2/`;
  const { client_id = "", client_secret = "" } = await management.clients.create({
    name: "SingleSession",
    app_type: "non_interactive",
  });
  await management.clientGrants.create({ client_id, audience, scope: ["read:sessions", "delete:sessions"] });
  const secrets = { domain, clientId: client_id, clientSecret: client_secret };
  await deployAction(simulator, {
    name: "SingleSession",
    code: codeOf("ours", audience),
    dependencies: [AUTH0_SDK],
    secrets: Object.entries(secrets).map(([name, value]) => ({ name, value })),
  });
}

interface Deployed {
  name: string;
  code: string;
  dependencies?: { name: string; version: string }[];
  secrets?: { name: string; value: string }[];
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
