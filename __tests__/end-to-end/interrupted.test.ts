import type { TerraformStack } from "cdktf";
import { ManagementCredentials, SingleSessionConstruct, type SingleSessionProps } from "../../constructs";
import { type CanonicalTenant, canonicalTenant } from "./canonical-tenant";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { type Call, callsOf, forEach, interrupted, REFUSAL } from "./interruption";

jest.setTimeout(300_000);

async function startTenant(): Promise<Deployment> {
  const tenant = await Deployment.start({ deletionDelay: Infinity });
  await tenant.bindForeignAction("Somebody else's");
  return tenant;
}

const withProps = (props?: SingleSessionProps) => (stack: TerraformStack) => {
  new SingleSessionConstruct(stack, "SingleSession", props);
};

/** Forgets the Action and takes it over anew, upon which Terraform sends all of it, its secrets too, and deploys it. */
async function readopt(tenant: Deployment, props?: SingleSessionProps): Promise<void> {
  const address = (await tenant.terraform.stateList()).find((resource) => resource.startsWith("auth0_action."));
  if (address !== undefined) await tenant.command("state", "rm", address);
  const { data } = await tenant.simulator.management.actions.list({ actionName: "SingleSession" });
  await tenant.apply((stack) => {
    new SingleSessionConstruct(stack, "SingleSession", props).action.importFrom(data[0]!.id!);
  });
}

describe("Terraform's work, interrupted at each of its calls and then repeated", () => {
  /** Each is worked on by a Terraform of its own. */
  let tenants: Deployment[];
  beforeEach(
    async () => (tenants = await Promise.all([startTenant(), startTenant(), startTenant()])),
    PREPARATION_TIME,
  );
  afterEach(() => Promise.all(tenants.map((tenant) => tenant.stop())));

  /** The calls that were not made: none, but that Terraform may ask less often whether an Action is built. */
  let missed: Call[];
  beforeEach(() => (missed = []));
  afterEach(() => expect(missed.filter(({ path }) => path !== "/api/v2/actions/actions/:id")).toEqual([]));

  async function interrupt(tenant: Deployment, call: Call, work: () => Promise<unknown>): Promise<void> {
    if (!(await interrupted(tenant, call, work))) missed.push(call);
  }

  test("applies everything, and destroys everything", async () => {
    const [first] = tenants;
    await Promise.all(tenants.map((tenant) => tenant.configure(withProps())));
    const nothing = await canonicalTenant(first!);
    const applying = await callsOf(first!, () => first!.terraform.apply());
    const everything = await canonicalTenant(first!);
    const destroying = await callsOf(first!, () => first!.terraform.destroy());

    const rounds = applying.map((call, i) => ({ applying: call, destroying: destroying[i] }));
    expect(destroying.length).toBeLessThanOrEqual(applying.length);
    await forEach(tenants, rounds, async (tenant, { applying, destroying }) => {
      await interrupt(tenant, applying, () => tenant.terraform.apply());
      await tenant.terraform.apply();
      if (`${applying.method} ${applying.path}` === "GET /api/v2/client-grants/:id") {
        // Terraform takes the grant for half made, and replaces it. The provider adopts it as the new one, and then deletes
        // it as the old one.
        expect(await canonicalTenant(tenant)).not.toEqual(everything);
        await tenant.terraform.apply();
      }
      expect({ applying, tenant: await canonicalTenant(tenant) }).toEqual({ applying, tenant: everything });

      if (destroying) await interrupt(tenant, destroying, () => tenant.terraform.destroy());
      await tenant.terraform.destroy();
      expect({ destroying, tenant: await canonicalTenant(tenant) }).toEqual({ destroying, tenant: nothing });
    });
  });

  test("updates everything, except that an Action which is not deployed yet has to be imported anew", async () => {
    const [first] = tenants;
    const changed: SingleSessionProps = { policy: { maxSessions: 2, refreshTokens: "revoke" } };
    await Promise.all(tenants.map((tenant) => tenant.apply(withProps())));
    await first!.configure(withProps(changed));
    const updating = await callsOf(first!, () => first!.terraform.apply());
    const everything = await canonicalTenant(first!);
    await first!.apply(withProps());

    const undeployed = new Set<string>();
    await forEach(tenants, updating, async (tenant, call) => {
      await tenant.configure(withProps(changed));
      await interrupt(tenant, call, () => tenant.terraform.apply());
      await tenant.terraform.apply();
      if (!(await canonicalTenant(tenant)).actions.every(({ allChangesDeployed }) => allChangesDeployed)) {
        undeployed.add(`${call.method} ${call.path}`);
        expect((await tenant.terraform.plan()).changes).toBe(false);
        await readopt(tenant, changed);
      }
      expect({ call, tenant: await canonicalTenant(tenant) }).toEqual({ call, tenant: everything });
      await tenant.apply(withProps());
    });
    // The calls between saving the Action and deploying it: the provider sees what is saved, and takes it for deployed.
    expect([...undeployed].sort()).toEqual([
      "GET /api/v2/actions/actions/:id",
      "POST /api/v2/actions/actions/:id/deploy",
    ]);
  });
});

test("a client grant that was half made is kept if it is no longer tainted", async () => {
  const tenant = await startTenant();
  await tenant.configure(withProps());
  tenant.simulator.faults.inject({ method: "GET", path: "/api/v2/client-grants/:id", fault: REFUSAL });
  await expect(tenant.terraform.apply()).rejects.toThrow(REFUSAL.body.message);
  await tenant.command("untaint", "auth0_client_grant.SingleSession_Application_Grant_0ADB0368");
  await tenant.terraform.apply();
  expect(await canonicalTenant(tenant)).toMatchObject({ sessionsAfterThreeLogins: 1 });
  expect((await tenant.terraform.plan()).changes).toBe(false);
  await tenant.stop();
});

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

  test("of a new client grant is made good by another apply", async () => {
    lose("POST", "/api/v2/client-grants");
    await expect(tenant.terraform.apply()).rejects.toThrow("A client grant already exists");
    await tenant.terraform.apply();
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
