import { SingleSessionConstruct, type SingleSessionProps } from "../../constructs";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { addReturningUser, verdictOn } from "./sign-ins";

jest.setTimeout(120_000);

let deployment: Deployment;
let audience: string;
beforeAll(async () => {
  deployment = await Deployment.start();
  const { domain, customDomain } = deployment.simulator;
  audience = `https://${domain}/api/v2/`;
  deployment.setEnvironment({ AUTH0_DOMAIN: customDomain, AUTH0_AUDIENCE: audience });
}, PREPARATION_TIME);
afterEach(() => deployment.terraform.destroy());
afterAll(() => deployment.stop());

const configure = (props?: SingleSessionProps) =>
  deployment.configure((stack) => void new SingleSessionConstruct(stack, "SingleSession", props));

async function expectEnforced() {
  expect(await deployment.changes("plan")).toEqual({});
  const user = await addReturningUser(deployment);
  expect(verdictOn(await deployment.simulator.browser.signIn({ user }))).toBe("enforced");
}

describe("a provider that is configured with a custom domain", () => {
  test("needs the Management API's identifier, and then limits sessions through that domain", async () => {
    await configure({ audience });
    await deployment.terraform.apply();
    await expectEnforced();
  });

  test("works with the canonical domain for the Action", async () => {
    await configure({ audience, domain: deployment.simulator.domain });
    await deployment.terraform.apply();
    await expectEnforced();
  });

  test("makes the apply fail without, because Auth0 knows no such API", async () => {
    await configure();
    await expect(deployment.terraform.apply()).rejects.toThrow("404");
    expect(await deployment.boundActions()).toEqual([]);
  });
});
