import { readFileSync } from "node:fs";
import path from "node:path";
import { TerraformOutput, TerraformVariable, type TerraformStack } from "cdktf";
import { SingleSessionConstruct, type SingleSessionProps } from "../../constructs";
import { Deployment, PREPARATION_TIME } from "./deployment";

jest.setTimeout(120_000);

let deployment: Deployment;
beforeAll(async () => (deployment = await Deployment.start({ deletionDelay: Infinity })), PREPARATION_TIME);
afterAll(() => deployment.stop());

const withProps = (props?: SingleSessionProps) => (stack: TerraformStack) => {
  new SingleSessionConstruct(stack, "SingleSession", props);
};

/** What Terraform would do, by resource type. */
async function plannedChanges(): Promise<Record<string, string[]>> {
  const { json } = await deployment.terraform.plan();
  const changes = (json.resource_changes ?? []).filter(({ change }) => !["no-op", "read"].includes(change.actions[0]!));
  return Object.fromEntries(changes.map(({ type, change }) => [type, change.actions]));
}

async function signInTimes(times: number, user: string) {
  const logins = [];
  for (let i = 0; i < times; i++) {
    logins.push(await deployment.simulator.browser.signIn({ user }));
    await deployment.simulator.settled();
  }
  return logins;
}

describe("a tenant with an Action of its own", () => {
  beforeAll(() => deployment.bindForeignAction("Somebody else's"));
  afterAll(async () => {
    await deployment.terraform.destroy();
    expect(await deployment.boundActions()).toEqual(["Somebody else's"]);
    expect(await deployment.terraform.stateList()).toEqual([]);
  });

  test("gets everything in one apply, after which there is nothing left to do", async () => {
    await deployment.apply(withProps());
    expect(await plannedChanges()).toEqual({});
    expect(await deployment.boundActions()).toEqual(["Somebody else's", "SingleSession"]);
  });

  test("runs the code exactly as it was built, whatever in it looks like Terraform", async () => {
    await deployment.apply(withProps());
    const { data } = await deployment.simulator.management.actions.list({ actionName: "SingleSession" });
    const built = readFileSync(path.join(__dirname, "../../action-code/single-session.js"), "utf8");
    expect(built).toMatch(/\$\{/);
    const [policy, code] = data[0]!.code!.split(/\n\n(.*)/s);
    expect(code).toBe(built);
    expect(policy).toContain(`const MANAGEMENT_API_AUDIENCE = "https://${deployment.simulator.domain}/api/v2/";`);
  });

  test("leaves each user the session that was established last", async () => {
    await deployment.apply(withProps());
    const user = await deployment.addUser();
    const logins = await signInTimes(3, user);
    expect(logins.map(({ outcome }) => outcome)).toEqual(["signed in", "signed in", "signed in"]);
    expect(await deployment.sessionsOf(user)).toEqual([logins[2]!.session!.id]);
  });

  test("ends nothing at a refresh-token exchange, a password grant, a silent authentication or single sign-on", async () => {
    await deployment.apply(withProps());
    const { browser } = deployment.simulator;
    const user = await deployment.addUser();
    const { session, refreshToken } = await browser.signIn({ user });
    const before = deployment.simulator.requests().length;
    const logins = [
      await browser.exchangeRefreshToken(refreshToken!),
      await browser.passwordGrant({ user }),
      await browser.silentAuthentication(session!),
    ];
    expect(logins.map(({ outcome }) => outcome)).toEqual(["signed in", "signed in", "signed in"]);
    expect(deployment.simulator.requests().slice(before)).toEqual([]);
    await browser.singleSignOn(session!);
    expect(await deployment.sessionsOf(user)).toEqual([session!.id]);
  });

  test("keeps the newest of many logins at once", async () => {
    await deployment.apply(withProps());
    const user = await deployment.addUser();
    const logins = await Promise.all(Array.from({ length: 8 }, () => deployment.simulator.browser.signIn({ user })));
    const newest = logins.map(({ session }) => session!).sort((a, b) => (a.created_at < b.created_at ? 1 : -1))[0]!;
    expect(await deployment.sessionsOf(user)).toEqual([newest.id]);
  });

  test("gets back to the limit from more sessions than the API lists at once", async () => {
    const user = await deployment.addUser();
    await deployment.apply(withProps({ policy: { maxSessions: 500 } }));
    await Promise.all(Array.from({ length: 130 }, () => deployment.simulator.browser.signIn({ user })));
    expect(await deployment.sessionsOf(user)).toHaveLength(130);
    await deployment.apply(withProps());
    const [login] = await signInTimes(1, user);
    expect(await deployment.sessionsOf(user)).toEqual([login!.session!.id]);
  });

  test("shows a change of the limit as a change of the Action, and of nothing else", async () => {
    await deployment.apply(withProps());
    await deployment.configure(withProps({ policy: { maxSessions: 2 } }));
    expect(await plannedChanges()).toEqual({ auth0_action: ["update"] });
    await deployment.terraform.apply();
    expect(await plannedChanges()).toEqual({});

    const user = await deployment.addUser();
    const logins = await signInTimes(3, user);
    const expected = logins.slice(1).map(({ session }) => session!.id);
    expect((await deployment.sessionsOf(user)).sort()).toEqual(expected.sort());
  });

  test("leaves refresh tokens alone, and revokes those of an ended session where the policy says so", async () => {
    await deployment.apply(withProps());
    const user = await deployment.addUser();
    const { browser } = deployment.simulator;
    const [kept] = await signInTimes(3, user);
    expect((await browser.exchangeRefreshToken(kept!.refreshToken!)).outcome).toBe("signed in");

    await deployment.configure(withProps({ policy: { refreshTokens: "revoke" } }));
    expect(await plannedChanges()).toEqual({ auth0_action: ["update"], auth0_client_grant: ["update"] });
    await deployment.terraform.apply();
    const [revoked, current] = await signInTimes(2, user);
    expect(await browser.exchangeRefreshToken(revoked!.refreshToken!)).toMatchObject({ outcome: "denied" });
    expect(await browser.exchangeRefreshToken(current!.refreshToken!)).toMatchObject({ outcome: "signed in" });
  });

  test("takes values that only Terraform knows", async () => {
    await deployment.apply((stack) => {
      const limit = new TerraformVariable(stack, "limit", { type: "number", default: 3 });
      const domain = new TerraformVariable(stack, "domain", { type: "string", default: deployment.simulator.domain });
      const construct = new SingleSessionConstruct(stack, "SingleSession", {
        domain: domain.stringValue,
        policy: { maxSessions: limit.numberValue },
      });
      new TerraformOutput(stack, "action", { value: construct.action.id });
    });
    expect(await plannedChanges()).toEqual({});
    const user = await deployment.addUser();
    await signInTimes(5, user);
    expect(await deployment.sessionsOf(user)).toHaveLength(3);
  });

  test("works through its custom domain", async () => {
    const { customDomain } = deployment.simulator;
    await deployment.apply(withProps({ domain: customDomain }));
    const user = await deployment.addUser();
    const logins = await signInTimes(2, user);
    expect(logins[1]!.executions.at(-1)!.logs.join()).toContain('"ended":1');
    expect(await deployment.sessionsOf(user)).toEqual([logins[1]!.session!.id]);
  });
});
