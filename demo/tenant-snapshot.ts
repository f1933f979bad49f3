import { isDeepStrictEqual } from "node:util";
import type { ManagementClient } from "auth0";

/** Everything in a tenant that a deployment may touch, each under a name that a person recognizes. */
export type TenantSnapshot = ReadonlyMap<string, unknown>;

export async function takeSnapshot({ clients, clientGrants, actions }: ManagementClient): Promise<TenantSnapshot> {
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

/** What is new, gone or changed, a line each. */
export function differences(before: TenantSnapshot, after: TenantSnapshot): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((name) => {
    if (!before.has(name)) return [`${name} is new`];
    if (!after.has(name)) return [`${name} is gone`];
    return isDeepStrictEqual(before.get(name), after.get(name)) ? [] : [`${name} has changed`];
  });
}
