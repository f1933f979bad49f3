import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { TerraformStack } from "cdktf";
import type { LoginOutcome } from "../../simulator/simulator";
import {
  bringApplication,
  existing,
  existingEphemeral,
  generatedSecret,
  newKeyPair,
  newSecret,
  privateKeyJwt,
  withoutTokenCache,
  writeOnlySecret,
} from "./credentials";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { unpackPlan } from "./saved-plan";
import { addReturningUser, verdictOn } from "./sign-ins";

jest.setTimeout(120_000);

let deployment: Deployment;
beforeAll(async () => {
  deployment = await Deployment.start();
  await withoutTokenCache(deployment);
}, PREPARATION_TIME);
afterAll(() => deployment.stop());

interface Mode {
  build: (stack: TerraformStack) => void;
  /** Variables of the configuration. */
  variables?: Record<string, string>;
  /** The secret; that of the application that was provisioned, where it is Auth0's. */
  secret?: string;
}

const modes: Record<string, { of: () => Mode | Promise<Mode>; found: string[] }> = {
  generatedSecret: { of: () => ({ build: generatedSecret() }), found: ["a saved plan", "the state"] },
  writeOnlySecret: {
    of: () => {
      const secret = newSecret();
      return { build: writeOnlySecret(), variables: { secret }, secret };
    },
    found: [],
  },
  privateKeyJwt: {
    of: () => {
      const { publicKey, privateKey } = newKeyPair();
      return { build: privateKeyJwt(publicKey), variables: { private_key: privateKey }, secret: privateKey };
    },
    found: [],
  },
  existing: { of: () => bringMode(), found: ["a saved plan"] },
  "existing, with an ephemeral secret": {
    of: async () => {
      const { id, secret } = await bringApplication(deployment);
      return { build: existingEphemeral(id), variables: { client_secret: secret }, secret };
    },
    found: [],
  },
  "existing, granted by somebody else": { of: () => bringMode({ grant: false }), found: ["a saved plan"] },
};

async function bringMode({ grant = true } = {}): Promise<Mode> {
  const { id, secret } = await bringApplication(deployment);
  if (!grant) {
    const audience = `https://${deployment.simulator.domain}/api/v2/`;
    const scope = ["read:sessions", "delete:sessions"];
    await deployment.simulator.management.clientGrants.create({ client_id: id, audience, scope });
  }
  return { build: existing(id, { grant }), variables: { client_secret: secret }, secret };
}

describe.each(Object.entries(modes))("%s", (_name, { of, found }) => {
  let mode: Mode;
  let user: string;
  const logins: LoginOutcome[] = [];
  const output: Record<string, string> = {};
  beforeAll(async () => {
    mode = await of();
    deployment.setVariables(mode.variables ?? {});
    await deployment.configure(mode.build);
    output["what apply prints"] = await print("apply", "-auto-approve", "-no-color");
    // A version that Terraform has no reason to make, so that a plan has something to do.
    output["what plan prints"] = await print("plan", "-no-color", "-out=plan", `-replace=${ACTION}`);
    user = await addReturningUser(deployment);
    for (let i = 0; i < 2; i++) logins.push(await deployment.simulator.browser.signIn({ user }));
    output["what the Action logs"] = logins.flatMap(({ executions }) => executions.flatMap(({ logs }) => logs)).join();
  });

  test("leaves nothing to do", async () => {
    expect(await deployment.changes("plan")).toEqual({});
  });

  test("lets the Action end the first of two sessions", async () => {
    expect(logins.map(verdictOn)).toEqual(["enforced", "enforced"]);
    expect(await deployment.sessionsOf(user)).toEqual([logins[1]!.session!.id]);
  });

  test(`leaves its secret in ${found.join(" and ") || "the tenant alone"}`, async () => {
    const secret = mode.secret ?? (await generated());
    const places = { ...output, ...(await files()) };
    expect(Object.keys(places)).toEqual(expect.arrayContaining(PLACES));
    const holding = Object.entries(places).filter(([, text]) => traces(secret).some((trace) => text.includes(trace)));
    expect([...new Set(holding.map(([place]) => place))].sort()).toEqual(found);
  });

  // Not a test of its own: the others need what it takes away.
  afterAll(async () => {
    await deployment.terraform.destroy();
    expect(await deployment.terraform.stateList()).toEqual([]);
    expect(await deployment.boundActions()).toEqual([]);
  });
});

const ACTION = "auth0_action.SingleSession_Action_8872D993";

const PLACES = [
  "the synthesized configuration",
  "the state",
  "a saved plan",
  "what apply prints",
  "what plan prints",
  "what the Action logs",
];

async function print(...args: string[]): Promise<string> {
  const { stdout, stderr } = await deployment.command(...args, "-input=false");
  return stdout + stderr;
}

async function generated(): Promise<string> {
  const { data } = await deployment.simulator.management.clients.list();
  return data.find(({ name }) => name === "SingleSession")!.client_secret!;
}

/** A key is searched for line by line: JSON writes its line breaks in another way. */
function traces(secret: string): string[] {
  return secret.split("\n").filter((line) => line.length > 30);
}

/** What Terraform and cdktf wrote into the folder, but for the provider that it installed. */
async function files(): Promise<Record<string, string>> {
  const kinds: [RegExp, string][] = [
    [/^cdk\.tf\.json$/, "the synthesized configuration"],
    [/^terraform\.tfstate/, "the state"],
    [/^plan$/, "a saved plan"],
    [/./, "another file"],
  ];
  const found: Record<string, string> = {};
  for (const entry of await readdir(deployment.folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const place = kinds.find(([name]) => name.test(entry.name))![1];
    const content = await readFile(path.join(deployment.folder, entry.name));
    found[place] = (found[place] ?? "") + (entry.name === "plan" ? unpackPlan(content) : content.toString());
  }
  found["a saved plan"] += (await deployment.command("show", "-json", "plan")).stdout;
  return found;
}
