import { ManagementCredentials, type SingleSessionProps } from "../../constructs";
import { type CanonicalTenant, canonicalTenant } from "./canonical-tenant";
import type { Deployment } from "./deployment";
import { makeGood, readopt, refused, startTenant, withProps } from "./interrupted-tenant";
import { REFUSAL } from "./interruption";

jest.setTimeout(300_000);

test("a new secret that did not reach the Action gets there only when the Action is imported anew", async () => {
  const tenant = await startTenant();
  const secret = (version: number): SingleSessionProps => ({
    credentials: ManagementCredentials.writeOnlySecret({ secret: `${version}`.repeat(40), version }),
  });
  await tenant.apply(withProps(secret(1)));
  await tenant.configure(withProps(secret(2)));
  tenant.simulator.faults.inject({ method: "PATCH", path: "/api/v2/actions/actions/:id", fault: REFUSAL });
  await expect(tenant.terraform.apply()).rejects.toThrow(REFUSAL.body.message);
  // The old application goes, although the Action still authenticates as it: Terraform believes that its secrets are new.
  await tenant.terraform.apply();
  expect((await tenant.terraform.plan()).changes).toBe(false);
  const { sessionsAfterThreeLogins, ...everything } = await canonicalTenant(tenant);
  expect(sessionsAfterThreeLogins).toBe(3);

  await readopt(tenant, secret(2));
  expect(await canonicalTenant(tenant)).toEqual({ ...everything, sessionsAfterThreeLogins: 1 });
  await tenant.stop();
});

describe("an answer that is lost, although the tenant did what it was asked", () => {
  let tenant: Deployment;
  let everything: CanonicalTenant;
  beforeAll(async () => {
    tenant = await startTenant();
    await tenant.apply(withProps());
    everything = await canonicalTenant(tenant);
  });
  beforeEach(async () => {
    await tenant.terraform.destroy();
    await tenant.configure(withProps());
  });
  afterAll(() => tenant.stop());

  const lose = (method: string, path: string) =>
    tenant.simulator.faults.inject({ method, path, fault: { kind: "lost answer" } });

  test("leaves an application that Terraform knows nothing of, and that may do nothing", async () => {
    lose("POST", "/api/v2/clients");
    await tenant.terraform.apply();
    const applications = everything.applications.flatMap((one) => (one.name === "SingleSession" ? [one, one] : [one]));
    expect(await canonicalTenant(tenant)).toEqual({ ...everything, applications });

    await tenant.terraform.destroy();
    const { clients } = tenant.simulator.management;
    const { data } = await clients.list();
    const orphans = data.filter(({ name }) => name === "SingleSession");
    expect(orphans).toHaveLength(1);
    await clients.delete(orphans[0]!.client_id!);
  });

  test("of a new client grant is made good as the error of the next apply says", async () => {
    lose("POST", "/api/v2/client-grants");
    await expect(tenant.terraform.apply()).rejects.toThrow("A client grant already exists");
    await makeGood(tenant, await refused(tenant));
    expect(await canonicalTenant(tenant)).toEqual(everything);
  });

  test("of a new Action is made good by importing it", async () => {
    lose("POST", "/api/v2/actions/actions");
    for (let i = 0; i < 2; i++) {
      await expect(tenant.terraform.apply()).rejects.toThrow("'SingleSession' already exists");
    }
    await readopt(tenant);
    expect(await canonicalTenant(tenant)).toEqual(everything);
  });

  test.each([
    ["POST", "/api/v2/actions/actions/:id/deploy"],
    ["PATCH", "/api/v2/actions/triggers/post-login/bindings"],
  ])("is of no consequence for %s %s", async (method, path) => {
    const lost = lose(method, path);
    await tenant.terraform.apply();
    expect(lost.occurrences).toBe(1);
    expect(await canonicalTenant(tenant)).toEqual(everything);
  });
});
