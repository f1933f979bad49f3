import type { TerraformStack } from "cdktf";
import { ManagementCredentials, SingleSessionConstruct, type SingleSessionProps } from "../../constructs";
import { type CanonicalTenant, canonicalTenant } from "./canonical-tenant";
import { bringApplication, existing, withoutTokenCache } from "./credentials";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { type Call, callsOf, forEach, interrupted, REFUSAL } from "./interruption";
import { nextSecond } from "./next-second";
import { expectEnforced, signInThroughout } from "./sign-ins";

jest.setTimeout(300_000);

const GRANT = "auth0_client_grant.SingleSession_Application_Grant_0ADB0368";
const APPLICATION = "auth0_client.SingleSession_Application_B8075A5E";
const ACTION = "auth0_action.SingleSession_Action_8872D993";

async function startTenant(): Promise<Deployment> {
  const tenant = await Deployment.start({ deletionDelay: Infinity });
  await tenant.bindForeignAction("Somebody else's");
  return tenant;
}

type Configure = Parameters<Deployment["configure"]>[0];

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

/** Applies, and is refused before anything is deleted. @returns the addresses that Terraform is to forget, as the error says */
async function refused(tenant: Deployment, ...options: string[]): Promise<string[]> {
  await nextSecond();
  const error = await tenant.changes("apply", ...options).then(
    () => "",
    ({ message }: Error) => message,
  );
  expect(error).toContain("was to be replaced by itself");
  return /terraform state rm (\S+) (\w+\.\w+)/.exec(error)!.slice(1);
}

/** Does as the error says. */
async function makeGood(tenant: Deployment, addresses: string[]): Promise<void> {
  await tenant.command("state", "rm", ...addresses);
  await tenant.terraform.apply();
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

/** Applies, except that the old client grant is not deleted. */
async function failToDelete(tenant: Deployment, ...options: string[]): Promise<void> {
  tenant.simulator.faults.inject({ method: "DELETE", path: "/api/v2/client-grants/:id", fault: REFUSAL });
  await expect(tenant.changes("apply", ...options)).rejects.toThrow(REFUSAL.body.message);
}

describe("a client grant that was half made, or is replaced by itself", () => {
  let tenant: Deployment;
  beforeEach(async () => (tenant = await startTenant()));
  afterEach(() => tenant.stop());

  /** @param after how many grants are read before the new one */
  async function makeHalf(after: number, ...options: string[]): Promise<void> {
    tenant.simulator.faults.inject({ method: "GET", path: "/api/v2/client-grants/:id", after, fault: REFUSAL });
    await expect(tenant.changes("apply", ...options)).rejects.toThrow(REFUSAL.body.message);
  }

  async function withExisting(): Promise<Configure> {
    const { id, secret } = await bringApplication(tenant);
    tenant.setVariables({ client_secret: secret });
    return existing(id);
  }

  async function expectDone(): Promise<void> {
    expect(await canonicalTenant(tenant)).toMatchObject({ sessionsAfterThreeLogins: 1 });
    expect((await tenant.terraform.plan()).changes).toBe(false);
  }

  test.each<[string, () => Configure | Promise<Configure>]>([
    ["", () => withProps()],
    [", of somebody else's application", () => withExisting()],
  ])("half made%s, is made good as the error says", async (_, configuration) => {
    await tenant.configure(await configuration());
    await makeHalf(0);
    await makeGood(tenant, await refused(tenant));
    await expectDone();
  });

  test("half made, is replaced in one go with its application", async () => {
    await tenant.configure(withProps());
    await makeHalf(0);
    await tenant.changes("apply", `-replace=${APPLICATION}`);
    await expectDone();
  });

  const ways: [string, () => Promise<unknown>][] = [
    ["half made in a rotation", () => makeHalf(1, `-replace=${APPLICATION}`)],
    ["tainted by hand", () => tenant.command("taint", GRANT)],
    ["replaced by hand", () => refused(tenant, `-replace=${GRANT}`)],
    [
      "replaced by hand while only the Action is applied",
      () => refused(tenant, `-replace=${GRANT}`, `-target=${ACTION}`),
    ],
  ];

  test.each(ways)("%s, is refused and made good as the error says, while logins are limited", async (_, begin) => {
    await tenant.apply(withProps());
    await withoutTokenCache(tenant);
    const everything = await canonicalTenant(tenant);
    const signIns = await signInThroughout(tenant, async () => {
      await begin();
      await makeGood(tenant, await refused(tenant));
    });
    expectEnforced(signIns);
    expect(await canonicalTenant(tenant)).toEqual(everything);
    expect((await tenant.terraform.plan()).changes).toBe(false);
  });

  test.each(ways)("%s, is replaced with its application, while logins are limited", async (_, begin) => {
    await tenant.apply(withProps());
    await withoutTokenCache(tenant);
    const everything = await canonicalTenant(tenant);
    await begin();
    expectEnforced(await signInThroughout(tenant, () => tenant.changes("apply", `-replace=${APPLICATION}`)));
    expect(await canonicalTenant(tenant)).toEqual(everything);
    expect((await tenant.terraform.plan()).changes).toBe(false);
  });

  test("of somebody else's application, replaced by hand, is refused, and made good as the error says", async () => {
    await tenant.apply(await withExisting());
    await makeGood(tenant, await refused(tenant, `-replace=${GRANT}`));
    await expectDone();
  });

  test("that was there before its application was known, and that the first apply did not come to, is made good as well", async () => {
    const { id, secret } = await bringApplication(tenant);
    const audience = `https://${tenant.simulator.domain}/api/v2/`;
    const scope = ["read:sessions", "delete:sessions"];
    await tenant.simulator.management.clientGrants.create({ client_id: id, audience, scope });
    tenant.setVariables({ client_secret: secret });
    await tenant.configure(existing(id));
    tenant.simulator.faults.inject({ method: "GET", path: "/api/v2/client-grants", after: 1, fault: REFUSAL });
    await expect(tenant.changes("apply")).rejects.toThrow(REFUSAL.body.message);
    await makeGood(tenant, await refused(tenant));
    await expectDone();
  });

  test("deleted in the tenant, is made anew by the next apply, also while it is refused", async () => {
    await tenant.apply(withProps());
    await refused(tenant, `-replace=${GRANT}`);
    const { clientGrants } = tenant.simulator.management;
    const { data } = await clientGrants.list();
    await clientGrants.delete(data.find(({ scope }) => scope!.length === 2)!.id!);
    await tenant.terraform.apply();
    await expectDone();
  });
});

describe("an old client grant that was not deleted, and whose application then is, by hand", () => {
  let tenant: Deployment;
  beforeEach(async () => (tenant = await startTenant()));
  afterEach(() => tenant.stop());

  const grantees = async () =>
    (await tenant.simulator.management.clientGrants.list()).data.map((one) => one.client_id!);

  async function expectNoMore(application: string): Promise<void> {
    await tenant.simulator.management.clients.delete(application);
    await tenant.terraform.apply();
    expect(await canonicalTenant(tenant)).toMatchObject({ sessionsAfterThreeLogins: 1 });
    expect((await tenant.terraform.plan()).changes).toBe(false);
    expect((await tenant.command("state", "pull")).stdout).not.toContain("deposed");
  }

  test("is forgotten, if the application was the construct's own", async () => {
    const others = await grantees();
    await tenant.apply(withProps());
    const application = (await grantees()).find((one) => !others.includes(one))!;
    await failToDelete(tenant, `-replace=${APPLICATION}`);
    await expectNoMore(application);
  });

  test("is forgotten, if the application was somebody else's", async () => {
    const [old, next] = [await bringApplication(tenant), await bringApplication(tenant)];
    tenant.setVariables({ client_secret: old.secret });
    await tenant.apply(existing(old.id));
    tenant.setVariables({ client_secret: next.secret });
    await tenant.configure(existing(next.id));
    await failToDelete(tenant);
    await expectNoMore(old.id);
  });
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
