import { generateKeyPairSync } from "node:crypto";
import type { TerraformStack } from "cdktf";
import { ManagementCredentials, SingleSessionConstruct, TriggerBinding } from "../../constructs";
import { bringApplication, newKeyPair } from "./credentials";
import { configureWithVariables, planOf } from "./deferred-values";
import { Deployment, PREPARATION_TIME } from "./deployment";

jest.setTimeout(240_000);

let deployment: Deployment;
beforeAll(async () => {
  deployment = await Deployment.start();
}, PREPARATION_TIME);
afterAll(() => deployment.stop());

/** As from a caller without types: any option may be a variable's value. */
const make = {
  // Each application may have but one grant.
  existing: (options: object) =>
    ManagementCredentials.existing({
      clientId: "id",
      clientSecret: "hush",
      version: 1,
      grant: "clientId" in options,
      ...options,
    }),
  writeOnlySecret: (options: object) =>
    ManagementCredentials.writeOnlySecret({ secret: "hush", version: 1, ...options }),
  privateKeyJwt: (options: object) => ManagementCredentials.privateKeyJwt({ ...KEYS, version: 1, ...options }),
};

const KEYS = newKeyPair();
const OTHERS = newKeyPair();

function construct(stack: TerraformStack, id: string, credentials: ManagementCredentials): void {
  new SingleSessionConstruct(stack, id, { credentials, binding: TriggerBinding.none() });
}

const CLIENT_ID =
  'credentials.clientId must be the client id of an application, without "${", "%{", control characters or surrounding white space';
const CLIENT_SECRET =
  "credentials.clientSecret must be the client secret, as a string in Unicode's composed form, NFC, that is not empty, without control characters or surrounding white space; its value is not shown";
const SECRET = CLIENT_SECRET.replace("clientSecret", "secret");
const VERSION = "credentials.version must be a whole number, 1 or more, and a different one for each new secret";
const PRIVATE_KEY =
  'credentials.privateKey must be an RSA key in PEM with its line breaks, as PKCS #8, which begins with "-----BEGIN PRIVATE KEY-----"; its value is not shown';
const PUBLIC_KEY =
  'credentials.publicKey must be one RSA public key in PEM with its line breaks, such as one that begins with "-----BEGIN PUBLIC KEY-----"; its value is not shown';

interface Case {
  readonly mode: keyof typeof make;
  readonly option: string;
  readonly value: unknown;
  readonly problem: string;
}

function cases(mode: Case["mode"], option: string, values: unknown[], problem: string, shows = false): Case[] {
  return values.map((value) => {
    const shown = shows ? `, got: ${JSON.stringify(value)}` : "";
    return { mode, option, value, problem: `${problem}${shown}` };
  });
}

/** As environment variables, and indented documents in HCL, often have it. No login can sign with such a key. */
function misspelled(pem: string): string[] {
  return [pem.replaceAll("\n", "\\n"), pem.replaceAll("\n", " "), pem.replaceAll(/^/gm, "  ")];
}

function newEllipticKey(): string {
  return generateKeyPairSync("ec", { namedCurve: "P-256" })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();
}

const NO_SECRETS = ["", " 47114711", "47114711\n", "4711\n4711", null, ["47114711"]];

const REFUSED: readonly Case[] = [
  ...cases("existing", "clientId", ["", " ", "id\n", "i\u0000d"], CLIENT_ID, true),
  ...cases("existing", "clientSecret", NO_SECRETS, CLIENT_SECRET),
  ...cases("existing", "version", [null], VERSION, true),
  ...cases("writeOnlySecret", "secret", NO_SECRETS, SECRET),
  ...cases("writeOnlySecret", "version", [0, 1.5, "one", null], VERSION, true),
  ...cases(
    "privateKeyJwt",
    "privateKey",
    [
      "",
      "47114711",
      "-----BEGIN RSA PRIVATE KEY-----",
      KEYS.publicKey,
      ...misspelled(KEYS.privateKey),
      KEYS.privateKey.slice(0, 1000),
      newEllipticKey(),
    ],
    PRIVATE_KEY,
  ),
  ...cases(
    "privateKeyJwt",
    "publicKey",
    ["", "47114711", KEYS.privateKey, KEYS.publicKey.repeat(2), ...misspelled(KEYS.publicKey)],
    PUBLIC_KEY,
  ),
];

const SECRETS = ["clientSecret", "secret", "privateKey"];

test("each value of the credentials that only Terraform knows is held to what is allowed, at plan", async () => {
  await configureWithVariables(deployment, (stack, defer) => {
    REFUSED.forEach(({ mode, option, value }, index) => {
      construct(stack, `Case${index}`, make[mode]({ [option]: defer(value) }));
    });
  });
  const { diagnostics, text } = await planOf(deployment);
  expect(diagnostics.map(({ detail }) => detail).sort()).toEqual(REFUSED.map(({ problem }) => problem).sort());
  expect(text).not.toContain("47114711");
});

test.each([{ sensitive: true }, { ephemeral: true }, { sensitive: true, ephemeral: true }])(
  "so is a secret that is %j, and no value is shown",
  async (kind) => {
    const refused = REFUSED.filter(({ option }) => SECRETS.includes(option));
    await configureWithVariables(deployment, (stack, defer) => {
      refused.forEach(({ mode, option, value }, index) => {
        construct(stack, `Case${index}`, make[mode]({ [option]: defer(value, kind) }));
      });
    });
    const { diagnostics, text } = await planOf(deployment);
    expect(diagnostics.map(({ detail }) => detail).sort()).toEqual(refused.map(({ problem }) => problem).sort());
    expect(text).not.toContain("47114711");
  },
);

test.each([
  [null, "one of `client_id,default_for` must be specified"],
  [["id"], "string required"],
])("a client id that is %j is refused at plan, by the grant itself", async (value, problem) => {
  await configureWithVariables(deployment, (stack, defer) =>
    construct(stack, "SingleSession", make.existing({ clientId: defer(value) })),
  );
  const { diagnostics } = await planOf(deployment);
  expect(diagnostics.map(({ detail }) => detail)).toContainEqual(expect.stringContaining(problem));
});

test("a client id that is sensitive is not shown", async () => {
  await configureWithVariables(deployment, (stack, defer) =>
    construct(stack, "SingleSession", make.existing({ clientId: defer("47114711 ", { sensitive: true }) })),
  );
  const { diagnostics, text } = await planOf(deployment);
  expect(diagnostics.map(({ detail }) => detail)).toEqual([`${CLIENT_ID}; its value is sensitive and not shown`]);
  expect(text).not.toContain("47114711");
});

test("an empty domain is refused", async () => {
  await configureWithVariables(deployment, (stack, defer) => {
    new SingleSessionConstruct(stack, "SingleSession", { domain: defer("") as string, binding: TriggerBinding.none() });
  });
  const { diagnostics } = await planOf(deployment);
  expect(diagnostics.map(({ detail }) => detail)).toEqual([
    'domain must be a host name without a scheme, path or trailing dot, got: ""',
  ]);
});

test("what is allowed is applied, and leaves nothing to do", async () => {
  const application = await bringApplication(deployment);
  const hidden = { sensitive: true, ephemeral: true };
  await configureWithVariables(deployment, (stack, defer) => {
    const untyped = { clientId: defer(application.id), clientSecret: defer('h${u} "sh\\'), version: defer("2") };
    construct(stack, "Existing", make.existing(untyped));
    construct(stack, "Changing", make.existing({ clientSecret: defer("hush"), version: undefined }));
    construct(stack, "WriteOnly", make.writeOnlySecret({ secret: defer("h".repeat(64), hidden), version: defer(3) }));
    const keys = { privateKey: defer(KEYS.privateKey, hidden), publicKey: defer(KEYS.publicKey) };
    construct(stack, "Keys", make.privateKeyJwt(keys));
    const windows = (pem: string) => `Bag Attributes\r\n${pem.replaceAll("\n", "\r\n")}`;
    const others = {
      privateKey: defer(windows(OTHERS.privateKey), hidden),
      publicKey: defer(windows(OTHERS.publicKey)),
    };
    construct(stack, "Others", make.privateKeyJwt(others));
  });
  await deployment.terraform.apply();
  expect(await deployment.changes("plan")).toEqual({});
});
