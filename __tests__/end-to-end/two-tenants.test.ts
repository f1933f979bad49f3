import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TerraformStack } from "cdktf";
import { SingleSessionConstruct, TriggerBinding } from "../../constructs";
import { Auth0Provider } from "../../constructs/providers/auth0/provider";
import { startSimulator, type Simulator } from "../../simulator/simulator";
import { Deployment, PREPARATION_TIME } from "./deployment";

jest.setTimeout(120_000);

let deployment: Deployment;
let other: Simulator;
const certificates = mkdtempSync(path.join(tmpdir(), "certificates-"));

beforeAll(async () => {
  [deployment, other] = [await Deployment.start(), await startSimulator()];
  // The provider trusts what is in this folder, beside the certificate of the first tenant.
  copyFileSync(other.environment.SSL_CERT_FILE!, path.join(certificates, "other.pem"));
  process.env.SSL_CERT_DIR = certificates;
}, PREPARATION_TIME);
afterAll(async () => {
  delete process.env.SSL_CERT_DIR;
  rmSync(certificates, { recursive: true });
  await Promise.all([deployment.stop(), other.close()]);
});

function inBoth(binding?: TriggerBinding) {
  return (stack: TerraformStack) => {
    const { AUTH0_DOMAIN: domain, AUTH0_CLIENT_ID: clientId, AUTH0_CLIENT_SECRET: clientSecret } = other.environment;
    const provider = new Auth0Provider(stack, "Other", { alias: "other", domain, clientId, clientSecret });
    new SingleSessionConstruct(stack, "First", { policy: { maxSessions: 2 } });
    new SingleSessionConstruct(stack, "Second", { policy: { maxSessions: 3 }, provider, binding });
  };
}

/** What of the construct there is in a tenant. */
async function partsIn({ management }: Simulator) {
  const [clients, actions, bindings, grants] = await Promise.all([
    management.clients.list({ per_page: 100 }),
    management.actions.list({ per_page: 100 }),
    management.actions.triggers.bindings.list("post-login"),
    management.clientGrants.list({ take: 100 }),
  ]);
  const isOurs = (name?: string) => name === "First" || name === "Second";
  const ours = clients.data.filter(({ name }) => isOurs(name));
  return {
    applications: ours.map(({ name }) => name),
    actions: actions.data.map(({ name }) => name),
    bound: bindings.data.map(({ action }) => action!.name),
    granted: grants.data.filter(({ client_id }) => ours.some((client) => client.client_id === client_id)).length,
  };
}

const only = (name: string) => ({ applications: [name], actions: [name], bound: [name], granted: 1 });

test.each([
  ["append()", undefined],
  ["ordered()", TriggerBinding.ordered([TriggerBinding.self])],
])("one stack holds two tenants, each with its own construct, bound by %s", async (_, binding) => {
  await deployment.apply(inBoth(binding));
  expect(await partsIn(deployment.simulator)).toEqual(only("First"));
  expect(await partsIn(other)).toEqual(only("Second"));
  expect(await deployment.changes("plan")).toEqual({});

  await deployment.terraform.destroy();
  const none = { applications: [], actions: [], bound: [], granted: 0 };
  expect(await partsIn(deployment.simulator)).toEqual(none);
  expect(await partsIn(other)).toEqual(none);
});
