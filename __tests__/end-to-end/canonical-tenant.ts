import { omit } from "../../simulator/omit";
import type { Deployment } from "./deployment";

export type CanonicalTenant = Awaited<ReturnType<typeof canonicalTenant>>;

/**
 * What a tenant holds, and how it treats a user who signs in three times, in a form that is the same for two tenants where
 * the same was deployed: without ids, dates, secrets and keys.
 */
export async function canonicalTenant(deployment: Deployment) {
  const { simulator } = deployment;
  await simulator.settled();
  const { clients, clientGrants, actions } = simulator.management;

  const applications = await all(await clients.list());
  const nameOf = (clientId?: string) => applications.find(({ client_id }) => client_id === clientId)?.name;
  const credentials = await Promise.all(applications.map(({ client_id }) => clients.credentials.list(client_id!)));
  const kidOf = new Map(credentials.flat().map(({ id, kid }) => [id, kid]));
  const tenant = {
    applications: byName(
      applications.map((application, i) => ({
        ...omit(application, "client_id", "client_secret", "signing_keys"),
        name: application.name!,
        credentials: credentials[i]!.map(({ kid }) => kid).sort(),
        // The keys it authenticates with, out of those that it has.
        client_authentication_methods: application.client_authentication_methods?.private_key_jwt?.credentials.map(
          ({ id }) => kidOf.get(id) ?? "a key that it does not have",
        ),
      })),
    ),
    clientGrants: byName(
      (await all(await clientGrants.list())).map((grant) => ({
        ...omit(grant, "id", "client_id"),
        name: nameOf(grant.client_id),
      })),
    ),
    actions: byName(
      (await all(await actions.list())).map((action) => ({
        name: action.name!,
        supportedTriggers: action.supported_triggers,
        draft: contents(action),
        deployed: contents(action.deployed_version ?? {}),
        allChangesDeployed: action.all_changes_deployed,
      })),
    ),
    bindings: (await all(await actions.triggers.bindings.list("post-login"))).map(({ action }) => action?.name),
    sessionsAfterThreeLogins: await sessionsAfterThreeLogins(deployment),
  };
  let text = JSON.stringify(tenant).replaceAll(simulator.domain, "tenant.example");
  for (const { client_id, name } of applications) text = text.replaceAll(client_id!, `client id of ${name}`);
  return JSON.parse(text) as typeof tenant;
}

/** Terraform makes at the same time what does not depend on one another. */
function byName<T extends { name?: string }>(items: T[]): T[] {
  return items.sort((a, b) => a.name!.localeCompare(b.name!));
}

function contents({ code, runtime, dependencies, secrets }: Contents) {
  return { code, runtime, dependencies, secrets: secrets?.map(({ name }) => name!).sort() };
}

interface Contents {
  code?: string;
  runtime?: string;
  dependencies?: unknown[];
  secrets?: { name?: string }[];
}

async function all<T>(page: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of page) items.push(item);
  return items;
}

async function sessionsAfterThreeLogins(deployment: Deployment): Promise<number> {
  const user = await deployment.addUser();
  for (let i = 0; i < 3; i++) {
    await deployment.simulator.browser.signIn({ user });
    await deployment.simulator.settled();
  }
  return (await deployment.sessionsOf(user)).length;
}
