import { canonicalTenant, type CanonicalTenant } from "./canonical-tenant";
import { Deployment } from "./deployment";
import { type Call, callsOf, interrupted } from "./interruption";
import { Site, type Work } from "./interruption-works";

/**
 * What it took, after the interruption, to come to the tenant that an undisturbed run comes to.
 *
 * - "again": Terraform's work, once more. Also where the interruption did not keep it from ending well.
 * - "twice": once more was not enough, and said to have succeeded.
 * - "import": the Action had to be imported anew.
 * - "never": none of these.
 */
export type Outcome = "again" | "twice" | "import" | "never";

/** An undisturbed run: what it asks of the tenant, and what the tenant is afterwards. */
export interface Undisturbed {
  calls: Call[];
  tenant: CanonicalTenant;
}

export async function undisturbed(work: Work): Promise<Undisturbed> {
  return onNewTenant(work, async (tenant, run) => {
    const calls = await callsOf(tenant, run);
    return { calls, tenant: await canonicalTenant(tenant) };
  });
}

/** Nothing, if the call was not made: how often Terraform asks whether an Action is built is a matter of time. */
export async function interrupt(work: Work, call: Call, expected: CanonicalTenant): Promise<Outcome | undefined> {
  return onNewTenant(work, async (tenant, run, site) => {
    if (!(await interrupted(tenant, call, run))) return undefined;
    const isAsExpected = async () => sameTenants(await canonicalTenant(tenant), expected);
    await run();
    if (await isAsExpected()) return "again";
    await run();
    if (await isAsExpected()) return "twice";
    if (!work.to) return "never";
    await importAction(tenant, site, work.to);
    return (await isAsExpected()) ? "import" : "never";
  });
}

async function onNewTenant<T>(
  { from, to }: Work,
  act: (tenant: Deployment, run: () => Promise<unknown>, site: Site) => Promise<T>,
): Promise<T> {
  const tenant = await Deployment.start({ deletionDelay: Infinity });
  try {
    const site = await Site.prepare(tenant);
    if (from) {
      await site.configure(tenant, from);
      await tenant.terraform.apply();
    }
    if (to) await site.configure(tenant, to);
    return await act(tenant, () => (to ? tenant.terraform.apply() : tenant.terraform.destroy()), site);
  } finally {
    await tenant.stop();
  }
}

async function importAction(tenant: Deployment, site: Site, to: NonNullable<Work["to"]>): Promise<void> {
  const address = (await tenant.terraform.stateList()).find((resource) => resource.startsWith("auth0_action."));
  if (address !== undefined) await tenant.command("state", "rm", address);
  const { data } = await tenant.simulator.management.actions.list({ actionName: "SingleSession" });
  await site.configureImport(tenant, to, data[0]!.id!);
  await tenant.terraform.apply();
}

function sameTenants(one: CanonicalTenant, other: CanonicalTenant): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** Applications and grants in an order that does not tell when each was made. */
function sorted(tenant: CanonicalTenant) {
  const inOrder = (items: object[]) => items.map((item) => JSON.stringify(item)).sort();
  return { ...tenant, applications: inOrder(tenant.applications), clientGrants: inOrder(tenant.clientGrants) };
}
