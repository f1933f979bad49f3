import type { Diagnosis } from "../../command/doctor/diagnosis";
import { runCommand } from "./command";
import { bringApplication, existing } from "./credentials";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { addReturningUser, verdictOn } from "./sign-ins";

jest.setTimeout(120_000);

let deployment: Deployment;
beforeAll(async () => (deployment = await Deployment.start()), PREPARATION_TIME);
afterAll(() => deployment.stop());

const NEEDED = ["read:sessions", "delete:sessions"];

/** An application that has a client grant for the Management API, and the construct that is to use it. */
async function bringGranted(scope: string[]) {
  const { clientGrants } = deployment.simulator.management;
  const { id, secret } = await bringApplication(deployment);
  const audience = `https://${deployment.simulator.domain}/api/v2/`;
  const grant = await clientGrants.create({ client_id: id, audience, scope });
  deployment.setVariables({ client_secret: secret });
  await deployment.configure(existing(id));
  const grants = async () => {
    const { data } = await clientGrants.list({ client_id: id });
    return data.map(({ id, scope }) => ({ isTheSame: id === grant.id, scope }));
  };
  return { id, grant: grant.id!, grants };
}

async function expectEnforced() {
  const user = await addReturningUser(deployment);
  expect(verdictOn(await deployment.simulator.browser.signIn({ user }))).toBe("enforced");
}

describe("a client grant that the application has already", () => {
  afterEach(() => deployment.terraform.destroy());

  test("with other scopes makes the apply fail and say so; the next one gives it those that are needed", async () => {
    const { grants } = await bringGranted(["read:users"]);
    await expect(deployment.terraform.apply()).rejects.toThrow(/client grant for the\s+Management API lacks scopes/);
    expect(await deployment.boundActions()).toEqual([]);
    expect(await deployment.changes("plan")).toMatchObject({
      "auth0_client_grant.SingleSession_Application_Grant_0ADB0368": "update",
    });
    await deployment.terraform.apply();
    expect(await grants()).toEqual([{ isTheSame: true, scope: NEEDED }]);
    await expectEnforced();
    expect(await deployment.changes("plan")).toEqual({});
  });

  test("with the scopes that are needed, and more, is taken over; the next apply takes away the others", async () => {
    const { grants } = await bringGranted([...NEEDED, "read:users"]);
    await deployment.terraform.apply();
    await expectEnforced();
    await deployment.terraform.apply();
    expect(await grants()).toEqual([{ isTheSame: true, scope: NEEDED }]);
    expect(await deployment.changes("plan")).toEqual({});
  });
});

test("a grant that is deleted in the tenant is gone, as the doctor says, until the next plan finds that out", async () => {
  const { grant, id } = await bringGranted(NEEDED);
  await deployment.terraform.apply();
  expect(await examine(id)).toEqual({ exitCode: 0, problems: [] });
  await deployment.simulator.management.clientGrants.delete(grant);
  const { exitCode, problems } = await examine(id);
  expect(exitCode).toBe(1);
  expect(problems).toContain(
    'scopes: the application has no client grant for the Management API, and lacks scopes that the policy needs: "read:sessions", "delete:sessions"',
  );
  expect(await deployment.changes("plan")).toMatchObject({
    "auth0_client_grant.SingleSession_Application_Grant_0ADB0368": "create",
  });
  await deployment.terraform.apply();
  expect(await examine(id)).toEqual({ exitCode: 0, problems: [] });
  await expectEnforced();
});

/** What the doctor says of the construct, in a pipeline. */
async function examine(clientId: string) {
  const { exitCode, stdout } = await runCommand(deployment.simulator, ["doctor", "--json", "--require-deployed"], {
    env: { SINGLE_SESSION_CLIENT_ID: clientId },
  });
  const { findings } = JSON.parse(stdout) as { findings: Diagnosis[] };
  const problems = findings.filter(({ level }) => level === "problem");
  return { exitCode, problems: problems.map(({ subject, what }) => `${subject}: ${what}`) };
}
