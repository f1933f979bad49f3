import type { SingleSessionProps } from "../../constructs";
import { canonicalTenant } from "./canonical-tenant";
import { type Deployment, PREPARATION_TIME } from "./deployment";
import { makeGood, readopt, refused, startTenant, withProps } from "./interrupted-tenant";
import { type Call, callsOf, forEach, interrupted } from "./interruption";

jest.setTimeout(300_000);

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
      // Terraform takes the grant for half made, and would replace it by itself.
      if (`${applying.method} ${applying.path}` === "GET /api/v2/client-grants/:id") {
        await makeGood(tenant, await refused(tenant));
      } else await tenant.terraform.apply();
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
