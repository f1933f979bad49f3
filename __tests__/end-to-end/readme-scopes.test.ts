import { readFileSync } from "node:fs";
import path from "node:path";
import { SingleSessionConstruct } from "../../constructs";
import { CommandError } from "../../terraform/command";
import { credentialsOf, newKeyPair, type CredentialsIn } from "./credentials";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { addReturningUser, verdictOn } from "./sign-ins";

jest.setTimeout(240_000);

let deployment: Deployment;
beforeAll(async () => {
  deployment = await Deployment.start();
}, PREPARATION_TIME);
afterAll(() => deployment.stop());

const README = readFileSync(path.join(__dirname, "../../README.md"), "utf8");

/** As README lists them: whole, or as verbs "of" things. */
function scopesInReadme(): string[] {
  const [, list = ""] = /application that Terraform itself uses needs these scopes: ([^.]*)\./.exec(README) ?? [];
  return list.split(";").flatMap((part) => {
    const words = [...part.matchAll(/`([a-z_:]+)`/g)].map(([, word]) => word!);
    const [verbs, things] = [words.filter((word) => word.endsWith(":")), words.filter((word) => !word.includes(":"))];
    const whole = words.filter((word) => /^[a-z]+:./.test(word));
    return [...whole, ...things.flatMap((thing) => verbs.map((verb) => `${verb}${thing}`))];
  });
}

/** Where the Management API takes any one of several scopes, so that the lack of one shows nowhere. Source: its OpenAPI file. */
const INTERCHANGEABLE = [
  "read:clients",
  "read:client_keys",
  "update:clients",
  "update:client_keys",
  "update:client_credentials",
];

const KEYS = [newKeyPair(), newKeyPair()] as const;

async function apply(credentials: CredentialsIn, refreshTokens: "keep" | "revoke"): Promise<void> {
  await deployment.apply((stack) => {
    new SingleSessionConstruct(stack, "SingleSession", { credentials: credentials(stack), policy: { refreshTokens } });
  });
}

/** The life of a deployment, in which each kind of request is made. */
async function live(): Promise<void> {
  await apply(credentialsOf.generatedSecret(), "keep");
  const user = await addReturningUser(deployment);
  expect(verdictOn(await deployment.simulator.browser.signIn({ user }))).toBe("enforced");
  await apply(credentialsOf.generatedSecret(), "revoke");
  deployment.setVariables({ private_key: KEYS[0].privateKey });
  await apply(credentialsOf.privateKeyJwt(KEYS[0].publicKey, { otherPublicKey: KEYS[1].publicKey }), "revoke");
  await apply(credentialsOf.privateKeyJwt(KEYS[0].publicKey), "revoke");
  await deployment.terraform.destroy();
}

/** Does the work as an application that has these scopes, and leaves nothing of it. */
async function withScopes(scope: string[], work: () => Promise<void>): Promise<void> {
  const { management, domain } = deployment.simulator;
  const grant_types = ["client_credentials"];
  const application = await management.clients.create({ name: "CI", app_type: "non_interactive", grant_types });
  const client_id = application.client_id!;
  await management.clientGrants.create({ client_id, audience: `https://${domain}/api/v2/`, scope });
  deployment.setEnvironment({ AUTH0_CLIENT_ID: client_id, AUTH0_CLIENT_SECRET: application.client_secret! });
  try {
    await work();
  } finally {
    deployment.setEnvironment({});
    deployment.setVariables({ private_key: KEYS[0].privateKey });
    await deployment.terraform.destroy();
    await management.clients.delete(client_id);
  }
}

test("exactly the scopes that README lists are enough to deploy, change and destroy", async () => {
  expect(scopesInReadme()).toHaveLength(19);
  await withScopes(scopesInReadme(), live);
});

test.each(scopesInReadme().filter((scope) => !INTERCHANGEABLE.includes(scope)))(
  "without %s, Terraform is refused",
  async (scope) => {
    const others = scopesInReadme().filter((other) => other !== scope);
    await withScopes(others, async () => {
      const error = await live().catch((error: unknown) => error);
      expect(error).toBeInstanceOf(CommandError);
      expect((error as CommandError).message).toMatch(/insufficient scope/i);
    });
  },
);
