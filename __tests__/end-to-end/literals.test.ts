import { createHash } from "node:crypto";
import { ManagementCredentials, SingleSessionConstruct, TriggerBinding } from "../../constructs";
import { bringApplication, newKeyPair, withCredentials } from "./credentials";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { addReturningUser, verdictOn } from "./sign-ins";

jest.setTimeout(120_000);

let deployment: Deployment;
beforeAll(async () => (deployment = await Deployment.start()), PREPARATION_TIME);
afterAll(() => deployment.stop());

/** What Terraform's language, JSON or cdktf could take for something else. */
const AWKWARD = [
  'a "quote" 3456789012345678901234567890',
  "a back\\slash, \\n and \\u0041 3456789012345678",
  "${var.secret} 3456789012345678901234567890",
  "%{if true}x%{endif} 3456789012345678901234",
  "$${a} $$${b} %%{c} $ % 34567890123456789012",
  "ends in a dollar sign 34567890123456789012$",
  "ünïcode 🔑 \u2028 34567890123456789012345678",
];

async function secretOf(name: string): Promise<string | undefined> {
  const { data } = await deployment.simulator.management.clients.list();
  return data.find((client) => client.name === name)?.client_secret;
}

async function verdict() {
  const user = await addReturningUser(deployment);
  return verdictOn(await deployment.simulator.browser.signIn({ user }));
}

describe.each(AWKWARD)("the secret %j", (secret) => {
  afterEach(() => deployment.terraform.destroy());

  test("reaches Auth0 and the Action as it is given", async () => {
    await deployment.apply(withCredentials(() => ManagementCredentials.writeOnlySecret({ secret, version: 1 })));
    expect(await secretOf("SingleSession")).toBe(secret);
    expect(await verdict()).toBe("enforced");
    expect(await deployment.changes("plan")).toEqual({});
  });
});

test("a secret with a line break or a tab in it is refused at synth", () => {
  const secret = "line\r\nbreaks\nand\ttabs 34567890123456789012";
  const build = withCredentials(() => ManagementCredentials.writeOnlySecret({ secret, version: 1 }));
  return expect(deployment.configure(build)).rejects.toThrow("without control characters");
});

test("a known secret of an existing application is compared as it is given", async () => {
  const { id, secret } = await bringApplication(deployment);
  const build = (clientSecret: string) =>
    withCredentials(() => ManagementCredentials.existing({ clientId: id, clientSecret }));
  for (const awkward of AWKWARD) {
    await deployment.configure(build(awkward));
    expect(Object.values(await deployment.changes("plan"))).toContain("create");
  }
  await deployment.apply(build(secret));
  expect(await verdict()).toBe("enforced");
  await deployment.terraform.destroy();
});

test("a key in another spelling is the same key, and needs nothing done", async () => {
  const { publicKey, privateKey } = newKeyPair();
  const build = (pem: string) =>
    withCredentials(() => ManagementCredentials.privateKeyJwt({ privateKey, publicKey: pem, version: 1 }));
  await deployment.apply(build(publicKey));
  for (const pem of [publicKey.trimEnd(), publicKey.replaceAll("\n", "\r\n")]) {
    await deployment.configure(build(pem));
    expect(await deployment.changes("plan")).toEqual({});
  }
  expect(await verdict()).toBe("enforced");
  const { clients } = deployment.simulator.management;
  const { data } = await clients.list();
  const keys = await clients.credentials.list(data.find(({ name }) => name === "SingleSession")!.client_id!);
  const hash = createHash("sha256").update(publicKey).digest("hex");
  expect(keys.map(({ name }) => name)).toEqual([`sha256 ${hash.slice(0, 12)}`]);
  await deployment.terraform.destroy();
});

test("the name that an Action is bound under reaches Auth0 as it is given", async () => {
  const name = 'Audit "${x}" %{y} \\';
  const id = await deployment.bindAction({ name: "Audit", code: "exports.onExecutePostLogin = async () => {};" });
  await deployment.apply((stack) => {
    const binding = TriggerBinding.ordered([TriggerBinding.self, { id, name }]);
    new SingleSessionConstruct(stack, "SingleSession", { binding });
  });
  const { data } = await deployment.simulator.management.actions.triggers.bindings.list("post-login");
  expect(data.map(({ display_name }) => display_name)).toEqual(["SingleSession", name]);
  await deployment.terraform.destroy();
});
