import { CommandError } from "../../terraform/command";
import { canonicalTenant, type CanonicalTenant } from "./canonical-tenant";
import { Deployment } from "./deployment";
import { type Call, callsOf, interrupted } from "./interruption";
import { Site, type Work } from "./interruption-works";
import { nextSecond } from "./next-second";

/**
 * What it took, after the interruption, to come to the tenant that an undisturbed run comes to.
 *
 * - "again": Terraform's work, once more. Also where the interruption did not keep it from ending well.
 * - "twice": once more was not enough, and said to have succeeded.
 * - "twice, after an error": once more was not enough, and said so.
 * - "forget": each repetition failed until Terraform had forgotten the client grant, as the error says.
 * - "forget and delete": the same, and the grant of the application that another took over from had to be deleted in the tenant.
 * - "replace": the application had to be replaced, because each repetition failed.
 * - "import": the Action had to be imported anew.
 * - "import without secrets": the same, after its secrets were deleted in the tenant.
 * - "never": none of these.
 */
export type Outcome =
  | "again"
  | "twice"
  | "twice, after an error"
  | "forget"
  | "forget and delete"
  | "replace"
  | "import"
  | "import without secrets"
  | "never";

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
    await nextSecond();
    const isAsExpected = async () => sameTenants(await canonicalTenant(tenant), expected);
    const failure = await failureOf(run);
    if (!failure && (await isAsExpected())) return "again";
    const secondFailure = await failureOf(run);
    if (!secondFailure && (await isAsExpected())) return failure ? "twice, after an error" : "twice";
    if (!work.to) return "never";
    const forgotten = toBeForgotten(secondFailure);
    if (forgotten) {
      await tenant.command("state", "rm", ...forgotten);
      if (await failureOf(run)) return "never";
      if (await isAsExpected()) return "forget";
      await site.deleteEarlierGrant(tenant);
      return (await isAsExpected()) ? "forget and delete" : "never";
    }
    if (failure && !(await failureOf(() => replaceApplication(tenant)))) {
      return (await isAsExpected()) ? "replace" : "never";
    }
    try {
      const imported = await importAction(tenant, site, work.to);
      return (await isAsExpected()) ? imported : "never";
    } catch (error) {
      if (error instanceof CommandError) return "never";
      throw error;
    }
  });
}

async function failureOf(run: () => Promise<unknown>): Promise<CommandError | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
}

/** The addresses that Terraform is to forget, if the error says so, which Terraform breaks into lines. */
function toBeForgotten(failure: CommandError | undefined): string[] | undefined {
  const text = failure?.message.replaceAll(/[\s│]+/g, " ") ?? "";
  return /terraform state rm (\S+) (\w+\.\w+)/.exec(text)?.slice(1);
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

async function replaceApplication(tenant: Deployment): Promise<void> {
  const address = (await tenant.terraform.stateList()).find((resource) => resource.startsWith("auth0_client."));
  await tenant.command("apply", "-auto-approve", "-input=false", `-replace=${address}`);
}

/** As docs/lifecycle.md says, "When an apply fails". */
async function importAction(
  tenant: Deployment,
  site: Site,
  to: NonNullable<Work["to"]>,
): Promise<"import" | "import without secrets"> {
  const { actions } = tenant.simulator.management;
  const { data } = await actions.list({ actionName: "SingleSession" });
  const id = data[0]!.id!;
  try {
    await site.importAction(tenant, to, id);
    return "import";
  } catch (error) {
    if (!(error as Error).message.includes("Unmanaged Action Secret")) throw error;
    await actions.update(id, { secrets: [] });
    await site.importAction(tenant, to, id);
    return "import without secrets";
  }
}

function sameTenants(one: CanonicalTenant, other: CanonicalTenant): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** Applications and grants in an order that does not tell when each was made. */
function sorted(tenant: CanonicalTenant) {
  const inOrder = (items: object[]) => items.map((item) => JSON.stringify(item)).sort();
  return { ...tenant, applications: inOrder(tenant.applications), clientGrants: inOrder(tenant.clientGrants) };
}
