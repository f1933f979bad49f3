import type { TerraformStack } from "cdktf";
import { SingleSessionConstruct, type SingleSessionProps } from "../../constructs";
import { bringApplication, existing } from "./credentials";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { nextSecond } from "./next-second";
import { addReturningUser, verdictOn } from "./sign-ins";

/** What users of the Auth0 provider and of Auth0's own tools have reported: each test names the report that it answers. */

jest.setTimeout(120_000);

let deployment: Deployment;
beforeEach(async () => (deployment = await Deployment.start()), PREPARATION_TIME);
afterEach(() => deployment.stop());

const GRANT = "/api/v2/client-grants/:id";
const ACTION = "/api/v2/actions/actions/:id";
const NEEDED = ["read:sessions", "delete:sessions"];

const withProps = (props?: SingleSessionProps) => (stack: TerraformStack) => {
  new SingleSessionConstruct(stack, "SingleSession", props);
};

const apply = () => deployment.terraform.apply();

/** The next answers to `GET path` are these. */
function answer(path: string, status: number, body: Record<string, unknown>, times = 1) {
  return deployment.simulator.faults.inject({ method: "GET", path, fault: { kind: "status", status, body }, times });
}

async function expectEnforced(): Promise<void> {
  const user = await addReturningUser(deployment);
  expect(verdictOn(await deployment.simulator.browser.signIn({ user }))).toBe("enforced");
  expect(await deployment.changes("plan")).toEqual({});
}

test("#103: an Action that cannot be built fails the apply at once, and is bound to nothing; the next apply makes it good", async () => {
  await deployment.configure((stack) => {
    new SingleSessionConstruct(stack, "SingleSession").action.code = "this is no JavaScript";
  });
  await expect(apply()).rejects.toThrow(/action "SingleSession" failed to build/);
  expect(await deployment.boundActions()).toEqual([]);

  await deployment.apply(withProps());
  await expectEnforced();
});

test("auth0-deploy-cli#395: an Action is deployed when it is built, however often that has to be asked", async () => {
  const building = answer(ACTION, 200, { name: "SingleSession", status: "building" }, 3);
  await deployment.apply(withProps());
  expect(building.occurrences).toBe(3);
  await expectEnforced();
});

test.each([
  ["an application", "/api/v2/clients/:id", 0],
  ["a binding", "/api/v2/actions/triggers/post-login/bindings", 1],
])(
  "#1370: %s that is not found right after it was made fails the apply; the next one makes it good",
  async (_, path, after) => {
    await deployment.configure(withProps());
    const body = { statusCode: 404, error: "Not Found", message: "Not there yet" };
    deployment.simulator.faults.inject({ method: "GET", path, after, fault: { kind: "status", status: 404, body } });
    await expect(apply()).rejects.toThrow("Provider produced inconsistent result after apply");
    await apply();
    await expectEnforced();
    const { data } = await deployment.simulator.management.clients.list();
    // Terraform knows nothing of the first application, as after a lost answer.
    expect(data.filter(({ name }) => name === "SingleSession")).toHaveLength(path.includes("clients") ? 2 : 1);
  },
);

test("#1370: a client grant that is not found right after it was made fails the apply, and the next one says what to do", async () => {
  await deployment.configure(withProps());
  const body = { statusCode: 404, error: "Not Found", message: "Not there yet" };
  deployment.simulator.faults.inject({ method: "GET", path: GRANT, fault: { kind: "status", status: 404, body } });
  await expect(apply()).rejects.toThrow("Provider produced inconsistent result after apply");
  await nextSecond();
  await expect(apply()).rejects.toThrow(/terraform\s+state\s+rm/);
  const watched = /\.SingleSession_Application_(Grant|Known)_/;
  const addresses = (await deployment.terraform.stateList()).filter((address) => watched.test(address));
  await deployment.command("state", "rm", ...addresses);
  await apply();
  await expectEnforced();
});

test("#1376: a scope that the tenant leaves out without a word fails each apply until it is granted", async () => {
  const { id, secret } = await bringApplication(deployment);
  deployment.setVariables({ client_secret: secret });
  await deployment.configure(existing(id));
  const audience = `https://${deployment.simulator.domain}/api/v2/`;
  answer(GRANT, 200, { id: "cgr_1", client_id: id, audience, scope: ["read:sessions"] }, Infinity);
  for (let i = 0; i < 2; i++) await expect(apply()).rejects.toThrow(/the\s+tenant\s+leaves\s+the\s+scopes\s+out/);
  expect(await deployment.boundActions()).toEqual([]);
});

test("#1466: all scopes are neither asked for nor declined, which the Management API refuses", async () => {
  await deployment.apply(withProps());
  const grants = deployment.simulator.requests().filter(({ path }) => path === "/api/v2/client-grants");
  const [made] = grants.filter(({ method }) => method === "POST");
  expect(made!.body).toMatchObject({ scope: NEEDED });
  expect(made!.body).not.toHaveProperty("allow_all_scopes");
});

test("#273: a tenant that takes few calls is waited for", async () => {
  await deployment.stop();
  deployment = await Deployment.start({ rateLimit: { burst: 5, perSecond: 5 } });
  await deployment.apply(withProps());
  expect(deployment.simulator.requests().filter(({ status }) => status === 429)).not.toEqual([]);
  expect(await deployment.changes("plan")).toEqual({});
  await deployment.terraform.destroy();
});

test("#898, #1263: an update of the policy neither sends the Action's secrets nor takes them away", async () => {
  await deployment.apply(withProps());
  const before = deployment.simulator.requests().length;
  await deployment.apply(withProps({ policy: { refreshTokens: "revoke" } }));
  const update = deployment.simulator
    .requests()
    .slice(before)
    .find(({ method, path }) => method === "PATCH" && path.includes("/actions/actions/"));
  expect(update!.body).not.toHaveProperty("secrets");
  await expectEnforced();
});
