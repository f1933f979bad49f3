import { readFileSync } from "node:fs";
import path from "node:path";
import type { TerraformStack } from "cdktf";
import { SingleSessionConstruct, type SingleSessionProps } from "../../constructs";
import { changes, effectsOf, RESOURCE_TYPES, type Effects } from "./changes";
import {
  bringApplication,
  existing,
  generatedSecret,
  newKeyPair,
  newSecret,
  privateKeyJwt,
  writeOnlySecret,
} from "./credentials";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { expectEnforced, signInThroughout } from "./sign-ins";

jest.setTimeout(120_000);

let deployment: Deployment;
beforeAll(async () => (deployment = await Deployment.start()), PREPARATION_TIME);
afterAll(() => deployment.stop());

type Build = (stack: TerraformStack) => void;

describe("to a construct with default props", () => {
  const withProps =
    (props?: SingleSessionProps): Build =>
    (stack) => {
      new SingleSessionConstruct(stack, "SingleSession", props);
    };

  const builds: Record<keyof typeof changes.props, Build> = {
    "`policy.maxSessions`, or anything else of the policy": withProps({ policy: { maxSessions: 2 } }),
    "`policy.rules`": withProps({ policy: { rules: [{ when: { roles: ["support"] }, maxSessions: 3 }] } }),
    "`policy.refreshTokens`": withProps({ policy: { refreshTokens: "revoke" } }),
    "`domain`": withProps({ domain: "login.example.com" }),
    "`construct.action.name`": (stack) => {
      new SingleSessionConstruct(stack, "SingleSession").action.name = "Limit sessions";
    },
    "`construct.application.name`": (stack) => {
      new SingleSessionConstruct(stack, "SingleSession").application.name = "Limit sessions";
    },
    "the construct's id": (stack) => {
      new SingleSessionConstruct(stack, "OneSession");
    },
    "the construct's id, with `moveFromId`": (stack) => {
      const construct = new SingleSessionConstruct(stack, "OneSession");
      construct.application.moveFromId("auth0_client.SingleSession_Application_B8075A5E");
      construct.clientCredentials.moveFromId("auth0_client_credentials.SingleSession_Application_Credentials_9FCDC564");
      construct.clientGrant.moveFromId("auth0_client_grant.SingleSession_Application_Grant_0ADB0368");
      construct.action.moveFromId("auth0_action.SingleSession_Action_8872D993");
      construct.binding.moveFromId("auth0_trigger_action.SingleSession_Action_Binding_906948FC");
      construct.application.lifecycle = { createBeforeDestroy: true };
    },
    // What sets one version apart from another is the text of the Action, and the SDK that it declares.
    "another version of this library": (stack) => {
      const { action } = new SingleSessionConstruct(stack, "SingleSession");
      action.code = `${action.codeInput}\n// of another version`;
      action.putDependencies([{ name: "auth0", version: "7.1.1" }]);
    },
  };

  beforeAll(() => deployment.apply(withProps()));
  afterAll(() => deployment.terraform.destroy());

  test("nothing changes by itself, with a provider that may be of any version from 1.52", async () => {
    await deployment.configure(withProps());
    expect(await deployment.changes("plan")).toEqual({});
    expect(deployment.configuration()).toMatchObject({
      terraform: { required_providers: { auth0: { source: "auth0/auth0", version: ">= 1.52" } } },
    });
  });

  test.each(Object.entries(builds))("%s", async (change, build) => {
    await deployment.configure(build);
    const expected: Effects = changes.props[change as keyof typeof builds];
    expect(effectsOf(await deployment.changes("plan"))).toEqual(expected);
  });
});

describe("of the credentials, while users sign in", () => {
  const { credentials } = changes;
  const provisioned = credentials["from `generatedSecret()` or `writeOnlySecret()` to another of these three"];
  const fromKeys = credentials["from `privateKeyJwt()` to `generatedSecret()` or `writeOnlySecret()`"];
  const toExisting = credentials["from `generatedSecret()` or `writeOnlySecret()` to `existing()`"];
  const fromKeysToExisting = credentials["from `privateKeyJwt()` to `existing()`"];
  const fromExisting = credentials["from `existing()` to one of these three"];

  interface Configuration {
    build: Build;
    variables: Record<string, string>;
  }

  const modes = {
    generatedSecret: () => ({ build: generatedSecret(), variables: {} }),
    writeOnlySecret: () => ({ build: writeOnlySecret(), variables: { secret: newSecret() } }),
    privateKeyJwt: () => {
      const { publicKey, privateKey } = newKeyPair();
      return { build: privateKeyJwt(publicKey), variables: { private_key: privateKey } };
    },
    existing: async () => {
      const { id, secret } = await bringApplication(deployment);
      return { build: existing(id), variables: { client_secret: secret } };
    },
  } satisfies Record<string, () => Configuration | Promise<Configuration>>;

  async function change(mode: keyof typeof modes): Promise<Effects> {
    const { build, variables } = await modes[mode]();
    deployment.setVariables(variables);
    await deployment.configure(build);
    return effectsOf(await deployment.changes("apply"));
  }

  /** A walk that changes each mode to each other one once. */
  const walk: [from: keyof typeof modes, to: keyof typeof modes, effects: Effects][] = [
    ["generatedSecret", "writeOnlySecret", provisioned],
    ["writeOnlySecret", "generatedSecret", provisioned],
    ["generatedSecret", "privateKeyJwt", provisioned],
    ["privateKeyJwt", "generatedSecret", fromKeys],
    ["generatedSecret", "existing", toExisting],
    ["existing", "writeOnlySecret", fromExisting],
    ["writeOnlySecret", "privateKeyJwt", provisioned],
    ["privateKeyJwt", "writeOnlySecret", fromKeys],
    ["writeOnlySecret", "existing", toExisting],
    ["existing", "privateKeyJwt", fromExisting],
    ["privateKeyJwt", "existing", fromKeysToExisting],
    ["existing", "generatedSecret", fromExisting],
  ];
  let current: keyof typeof modes | undefined;

  test.each(walk)("from %s to %s", async (from, to, expected) => {
    if (current !== from) await change(from);
    current = undefined;
    let effects;
    expectEnforced(await signInThroughout(deployment, async () => (effects = await change(to))));
    current = to;
    expect(effects).toEqual(expected);
  });
});

test("docs/lifecycle.md lists what each change does", () => {
  const page = readFileSync(path.join(__dirname, "../../docs/lifecycle.md"), "utf8");
  const [, table = ""] = /<!-- changes -->(.*)<!-- end of changes -->/s.exec(page) ?? [];
  const [heading, , ...rows] = table.trim().split("\n").map(cells);
  expect(heading).toEqual(["change", ...RESOURCE_TYPES.map((type) => `\`${type}\``)]);
  expect(rows).toEqual(
    Object.values(changes)
      .flatMap((group): [string, Effects][] => Object.entries(group))
      .map(([change, effects]) => [change, ...RESOURCE_TYPES.map((type) => effects[type] ?? "")]),
  );
});

/** Of a row of a Markdown table. */
function cells(row: string): string[] {
  const between = row.split("|").slice(1, -1);
  return between.map((cell) => cell.trim());
}
