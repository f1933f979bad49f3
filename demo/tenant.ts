import { isDeepStrictEqual } from "node:util";
import type { ManagementClient } from "auth0";
import { startSimulator, type Simulator, type SimulatorOptions } from "../simulator/simulator";
import { expectNames, type Told } from "./step";

/** The name of the Action that the stack deploys, which is the construct's id in `main.ts`. */
export const ACTION = "SingleSession";

/** The name of an Action that is already in the tenant, and that has to stay as it is. */
export const FOREIGN_ACTION = "Greet the user";

export async function startTenant(options: SimulatorOptions): Promise<Told & { simulator: Simulator }> {
  const simulator = await startSimulator(options);
  const { domain, page } = simulator;
  return { result: `https://${domain}${page === undefined ? "" : `; watch it at ${page}`}`, simulator };
}

/** Binds somebody else's Action, so that the tenant looks as if it had been in use for a while. */
export async function bindForeignAction(simulator: Simulator): Promise<Told & { asItWas: TenantSnapshot }> {
  const { actions } = simulator.management;
  const { id } = await actions.create({
    name: FOREIGN_ACTION,
    supported_triggers: [{ id: "post-login", version: "v3" }],
    runtime: "node22",
    code: 'exports.onExecutePostLogin = async () => console.log("hello");',
  });
  if (!id) throw new Error("the tenant created an Action but did not return its id");
  await simulator.settled();
  await actions.deploy(id);
  const binding = { ref: { type: "action_id" as const, value: id }, display_name: FOREIGN_ACTION };
  await actions.triggers.bindings.updateMany("post-login", { bindings: [binding] });
  return {
    result: `"${FOREIGN_ACTION}" runs at every login; the tenant is recorded as it is now`,
    asItWas: await takeSnapshot(simulator.management),
  };
}

export async function compareTenant(simulator: Simulator, asItWas: TenantSnapshot): Promise<Told> {
  const changes = differences(asItWas, await takeSnapshot(simulator.management));
  expectNames("differences from the tenant as it was recorded", [], changes);
  expectNames("Actions bound to post-login", [FOREIGN_ACTION], await boundActions(simulator));
  return { result: `${asItWas.size} objects are as they were, and "${FOREIGN_ACTION}" is still bound` };
}

export async function boundActions(simulator: Simulator): Promise<string[]> {
  const { data } = await simulator.management.actions.triggers.bindings.list("post-login");
  return data.map(({ action }) => action?.name ?? "an Action without a name");
}

/** Everything in a tenant that a deployment may change, each under a name that people recognize. */
export type TenantSnapshot = ReadonlyMap<string, unknown>;

async function takeSnapshot({ clients, clientGrants, actions }: ManagementClient): Promise<TenantSnapshot> {
  const snapshot = new Map<string, unknown>();
  for await (const client of await clients.list()) {
    snapshot.set(`application "${client.name}" (${client.client_id})`, client);
  }
  for await (const grant of await clientGrants.list()) {
    snapshot.set(`client grant ${grant.id} of ${grant.client_id}`, grant);
  }
  for await (const action of await actions.list()) {
    snapshot.set(`Action "${action.name}" (${action.id})`, action);
  }
  let position = 0;
  for await (const { display_name, action } of await actions.triggers.bindings.list("post-login")) {
    position += 1;
    // A binding's id and dates change whenever anybody writes the list that it is in.
    snapshot.set(`binding ${position} of post-login`, { display_name, action: action?.id });
  }
  return snapshot;
}

/** A line for everything that is new, gone or changed. */
export function differences(before: TenantSnapshot, after: TenantSnapshot): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((name) => {
    if (!before.has(name)) return [`${name} is new`];
    if (!after.has(name)) return [`${name} is gone`];
    return isDeepStrictEqual(before.get(name), after.get(name)) ? [] : [`${name} has changed`];
  });
}
