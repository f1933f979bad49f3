import { canonicalTenant } from "./canonical-tenant";
import { bringApplication, existing, withoutTokenCache } from "./credentials";
import type { Deployment } from "./deployment";
import { type Configure, makeGood, refused, startTenant, withProps } from "./interrupted-tenant";
import { REFUSAL } from "./interruption";
import { expectEnforced, signInThroughout } from "./sign-ins";

jest.setTimeout(300_000);

const GRANT = "auth0_client_grant.SingleSession_Application_Grant_0ADB0368";
const APPLICATION = "auth0_client.SingleSession_Application_B8075A5E";
const ACTION = "auth0_action.SingleSession_Action_8872D993";

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
