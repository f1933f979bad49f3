import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";
import { TerraformVariable, type TerraformStack } from "cdktf";
import { ManagementCredentials, SingleSessionConstruct } from "../../constructs";
import { ClientGrant } from "../../constructs/providers/auth0/client-grant";
import { only, providerOf, synthesize, type Configuration } from "./stack";

const CLIENT_ID = "${auth0_client.SingleSession_Application_B8075A5E.client_id}";

type Credentials = ManagementCredentials | ((secret: string) => ManagementCredentials);

/** @param credentials may use the variable `secret` */
function synthesizeWith(credentials: Credentials): Configuration {
  return synthesize((stack) => {
    const given = typeof credentials === "function" ? credentials(secretIn(stack)) : credentials;
    new SingleSessionConstruct(stack, "SingleSession", { credentials: given });
  });
}

const secretIn = (stack: TerraformStack) => new TerraformVariable(stack, "secret", { type: "string" }).stringValue;

function newKeys() {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

const secretNames = (secrets: unknown) => (secrets as { name: string }[]).map(({ name }) => name);

describe("a write-only secret", () => {
  const configuration = synthesizeWith((secret) => ManagementCredentials.writeOnlySecret({ secret, version: 3 }));
  const action = only(configuration, "auth0_action");

  test("is the application's", () => {
    expect(only(configuration, "auth0_client_credentials")).toMatchObject({
      client_id: CLIENT_ID,
      authentication_method: "client_secret_post",
      client_secret_wo: "${var.secret}",
      client_secret_wo_version: 3,
    });
  });

  test("reaches the Action with nothing in the state", () => {
    expect(secretNames(action.secrets_wo)).toEqual(["domain", "clientId", "clientSecret"]);
    expect(action.secrets).toBeUndefined();
  });

  test("is written again when anything about it that may be seen changes", () => {
    expect(action.secrets_wo_version).toMatch(/^\$\{parseint\(substr\(sha256\(jsonencode\(.*\)\), 0, 7\), 16\)\}$/);
    for (const part of ['"version" = 3', CLIENT_ID.slice(2, -1), "management_api_identifier"]) {
      expect(action.secrets_wo_version).toContain(part);
    }
  });

  test("of another version belongs to another application, which takes over from the first", () => {
    expect(generationIn(configuration).input).toEqual({ method: "write-only secret", version: 3 });
    expect(only(configuration, "auth0_client").lifecycle).toEqual({
      create_before_destroy: true,
      replace_triggered_by: ["terraform_data.SingleSession_Application_Generation_59C379C7"],
    });
  });

  test("may have its version from Terraform", () => {
    const configuration = synthesize((stack) => {
      const version = new TerraformVariable(stack, "secret_version", { type: "number" }).numberValue;
      const credentials = ManagementCredentials.writeOnlySecret({ secret: secretIn(stack), version });
      new SingleSessionConstruct(stack, "SingleSession", { credentials });
    });
    expect(only(configuration, "auth0_client_credentials").client_secret_wo_version).toBe("${var.secret_version}");
    expect(generationIn(configuration).input).toMatchObject({ version: "${var.secret_version}" });
  });
});

function generationIn({ resource }: Configuration): Record<string, unknown> {
  return resource.terraform_data!.SingleSession_Application_Generation_59C379C7!;
}

describe("a private key", () => {
  const [one, two] = [newKeys(), newKeys()].sort((a, b) => a.publicKey.localeCompare(b.publicKey)) as [Keys, Keys];
  type Keys = ReturnType<typeof newKeys>;
  const given = { ...one, version: 2 };
  const key = (pem: string) => ({
    name: `sha256 ${createHash("sha256").update(pem).digest("hex").slice(0, 12)}`,
    credential_type: "public_key",
    pem,
  });
  const keysOf = (credentials: Credentials) => {
    const { private_key_jwt } = only(synthesizeWith(credentials), "auth0_client_credentials");
    return (private_key_jwt as { credentials: unknown[] }).credentials;
  };

  test("signs for the Action, and the application has the public one", () => {
    const credentials = ManagementCredentials.privateKeyJwt(given);
    expect(keysOf(credentials)).toEqual([key(one.publicKey)]);
    const action = only(synthesizeWith(credentials), "auth0_action");
    expect(secretNames(action.secrets_wo)).toEqual(["domain", "clientId", "privateKey"]);
    expect(action.secrets).toBeUndefined();
  });

  test("may have another beside it, for a rotation: in one order whichever is in use", () => {
    const both = [key(one.publicKey), key(two.publicKey)];
    const first = { ...one, otherPublicKey: two.publicKey, version: 2 };
    const second = { ...two, otherPublicKey: one.publicKey, version: 2 };
    expect(keysOf(ManagementCredentials.privateKeyJwt(first))).toEqual(both);
    expect(keysOf(ManagementCredentials.privateKeyJwt(second))).toEqual(both);
  });

  test.each([
    ["without the last line break", (pem: string) => pem.trimEnd()],
    ["with more line breaks", (pem: string) => `\n${pem}\n\n`],
    ["with the line breaks of Windows", (pem: string) => pem.replaceAll("\n", "\r\n")],
    ["with spaces before its line breaks", (pem: string) => pem.replaceAll("\n", " \n")],
    ["in one long line", (pem: string) => pem.replaceAll(/(?<=[A-Z0-9+/])\n(?!-)/gi, "")],
    ["with text before it", (pem: string) => `Bag Attributes\n${pem}`],
    ["as PKCS #1", (pem: string) => createPublicKey(pem).export({ type: "pkcs1", format: "pem" }).toString()],
  ])("is one key %s", (_, respell) => {
    const publicKey = respell(one.publicKey);
    expect(keysOf(ManagementCredentials.privateKeyJwt({ ...given, publicKey }))).toEqual([key(one.publicKey)]);
    const twice = { ...given, otherPublicKey: publicKey };
    expect(keysOf(ManagementCredentials.privateKeyJwt(twice))).toEqual([key(one.publicKey)]);
  });

  test("is exchanged on the same application, since two hold at a time", () => {
    const input = (version: number) =>
      generationIn(synthesizeWith(ManagementCredentials.privateKeyJwt({ ...given, version }))).input;
    expect(input(2)).toEqual(input(3));
  });

  const KEYS = "auth0_client_credentials.SingleSession_Application_Keys_2F04F160";

  test("has an address of its own: keys from where they stood before move there", () => {
    const { moved, resource } = synthesizeWith(ManagementCredentials.privateKeyJwt(given));
    expect(moved).toEqual([
      { from: "auth0_client_credentials.SingleSession_Application_Credentials_9FCDC564", to: KEYS },
    ]);
    expect(Object.keys(resource.auth0_client_credentials!)).toEqual([KEYS.split(".")[1]]);
  });

  test("moves from where its author says", () => {
    const from = "auth0_client_credentials.Other_Application_Keys_00000000";
    const { moved } = synthesize((stack) => {
      const credentials = ManagementCredentials.privateKeyJwt(given);
      new SingleSessionConstruct(stack, "SingleSession", { credentials }).clientCredentials.moveFromId(from);
    });
    expect(moved).toEqual([{ from, to: KEYS }]);
  });

  test.each<[string, Credentials]>([
    ["a secret", ManagementCredentials.generatedSecret()],
    ["an existing application", ManagementCredentials.existing({ clientId: "their-id", clientSecret: "secret" })],
  ])("is forgotten for %s, because it goes with its application", (_, credentials) => {
    expect(synthesizeWith(credentials).removed).toContainEqual({ from: KEYS, lifecycle: { destroy: false } });
  });

  test("whose public one is a token is one key, too", () => {
    const configuration = synthesizeWith((publicKey) =>
      ManagementCredentials.privateKeyJwt({ privateKey: one.privateKey, publicKey, version: 1 }),
    );
    const { private_key_jwt } = only(configuration, "auth0_client_credentials");
    expect((private_key_jwt as { credentials: unknown[] }).credentials).toHaveLength(1);
  });

  test("that belongs to another public key is refused", () => {
    expect(() => ManagementCredentials.privateKeyJwt({ ...given, publicKey: two.publicKey })).toThrow(
      "credentials.publicKey must be the public key that belongs to credentials.privateKey, got: another key",
    );
  });

  test("is refused beside a second one in the same text, because only one would be used", () => {
    expect(() => ManagementCredentials.privateKeyJwt({ ...given, publicKey: one.publicKey + two.publicKey })).toThrow(
      /^credentials.publicKey must be one RSA public key in PEM .*, got: a string$/,
    );
  });

  test("in place of the public one is refused, and not shown", () => {
    expect(() => ManagementCredentials.privateKeyJwt({ ...given, publicKey: one.privateKey })).toThrow(
      new Error(
        'credentials.publicKey must be one RSA public key in PEM with its line breaks, such as one that begins with "-----BEGIN PUBLIC KEY-----", got: a string',
      ),
    );
  });
});

describe("an existing application", () => {
  const existing = { clientId: "their-id", clientSecret: "secret" };

  test("is granted the scopes, and nothing else of it is touched", () => {
    const configuration = synthesizeWith((clientSecret) =>
      ManagementCredentials.existing({ ...existing, clientSecret }),
    );
    expect(Object.keys(configuration.resource).sort()).toEqual([
      "auth0_action",
      "auth0_client_grant",
      "auth0_trigger_action",
      "terraform_data",
    ]);
    expect(only(configuration, "auth0_client_grant").client_id).toBe("their-id");
    expect(only(configuration, "auth0_action").secrets_wo).toEqual([
      { name: "domain", value: expect.any(String) },
      { name: "clientId", value: "their-id" },
      { name: "clientSecret", value: "${var.secret}" },
    ]);
  });

  test("may authenticate with a private key instead of a secret", () => {
    const configuration = synthesizeWith((privateKey) =>
      ManagementCredentials.existing({ clientId: "their-id", privateKey, version: 1 }),
    );
    const action = only(configuration, "auth0_action");
    expect(secretNames(action.secrets_wo)).toEqual(["domain", "clientId", "privateKey"]);
    expect(action.secrets_wo_version).not.toContain("var.secret");
  });

  test("has a secret or a key, and not both", () => {
    const { privateKey } = newKeys();
    expect(() => ManagementCredentials.existing({ ...existing, privateKey })).toThrow(
      new Error("credentials must have either clientSecret or privateKey, got: both"),
    );
  });

  test("may have its grant from somebody else, to whom one that was made here is left", () => {
    const configuration = synthesizeWith(ManagementCredentials.existing({ ...existing, grant: false }));
    expect(Object.keys(configuration.resource).sort()).toEqual(["auth0_action", "auth0_trigger_action"]);
    expect(configuration.removed).toContainEqual({
      from: "auth0_client_grant.SingleSession_Application_Grant_0ADB0368",
      lifecycle: { destroy: false },
    });
  });

  test("is not a part of the construct, which says so", () => {
    synthesize((stack) => {
      const credentials = ManagementCredentials.existing({ ...existing, grant: false });
      const construct = new SingleSessionConstruct(stack, "SingleSession", { credentials });
      expect(() => construct.application).toThrow(
        "application is not a part of this construct, because its credentials are ManagementCredentials.existing(); use the application that you provided",
      );
      expect(() => construct.clientCredentials).toThrow("clientCredentials is not a part of this construct");
      expect(() => construct.clientGrant).toThrow("clientGrant is not a part of this construct");
    });
  });
});

describe("an existing application's secret", () => {
  const versionOf = (version?: number) => {
    const configuration = synthesizeWith((clientSecret) =>
      ManagementCredentials.existing({ clientId: "their-id", clientSecret, version }),
    );
    return only(configuration, "auth0_action").secrets_wo_version as string;
  };

  test("is handed over whenever it changes, unless there is a version, with which it leaves no trace", () => {
    expect(versionOf()).toContain("var.secret");
    expect(versionOf(2)).not.toContain("var.secret");
    expect(versionOf(2)).not.toBe(versionOf(3));
  });
});

describe("Terraform checks", () => {
  const [one, other] = [newKeys(), newKeys()];
  const existing = (grant: boolean) => (clientSecret: string) =>
    ManagementCredentials.existing({ clientId: clientSecret, clientSecret, grant });
  const withGrant: [string, Credentials][] = [
    ["a generated secret", ManagementCredentials.generatedSecret()],
    ["a write-only secret", (secret) => ManagementCredentials.writeOnlySecret({ secret, version: 1 })],
    [
      "keys",
      (privateKey) =>
        ManagementCredentials.privateKeyJwt({
          privateKey,
          publicKey: one.publicKey,
          otherPublicKey: other.publicKey,
          version: 1,
        }),
    ],
    ["an existing application", existing(true)],
  ];

  test.each(withGrant)("the scopes of the grant before it updates the Action, with %s", (_, credentials) => {
    expect(only(synthesizeWith(credentials), "auth0_action").lifecycle).toMatchObject({
      precondition: expect.arrayContaining([
        {
          condition:
            '${length(setsubtract(["read:sessions", "delete:sessions"], coalesce(auth0_client_grant.SingleSession_Application_Grant_0ADB0368.scopes, []))) == 0}',
          error_message: expect.stringContaining("lacks scopes that the policy needs"),
        },
      ]),
    });
  });

  test.each(withGrant)("that the grant is not the old one, before it deletes that, with %s", (_, credentials) => {
    const configuration = synthesizeWith(credentials);
    const { data, resource } = configuration;
    const grant = "auth0_client_grant.SingleSession_Application_Grant_0ADB0368";
    const known = "terraform_data.SingleSession_Application_Known_1FA28DB7";
    const grants = "data.auth0_client_grants.SingleSession_Application_Grants_1D62EAD2";
    expect(resource.terraform_data!.SingleSession_Application_Granted_862AECC2).toEqual({
      triggers_replace: `\${${grant}.id}`,
      input: {
        old: `\${${known}.output != plantimestamp() && contains([for grant in ${grants}.client_grants : grant.id], ${grant}.id)}`,
      },
      lifecycle: {
        ignore_changes: ["input"],
        postcondition: [
          {
            condition: "${!self.output.old}",
            error_message: expect.stringContaining(`terraform state rm ${grant} ${known}`),
          },
        ],
      },
    });
    const { depends_on, client_id } = only(configuration, "auth0_client_grant");
    expect(depends_on).toEqual([grants, known]);
    expect(resource.terraform_data!.SingleSession_Application_Known_1FA28DB7!.triggers_replace).toBe(client_id);
    expect(data.auth0_client_grants!.SingleSession_Application_Grants_1D62EAD2!.client_id).toBe(client_id);
  });

  test("nothing of the grant where it is somebody else's", () => {
    const { data, resource } = synthesizeWith(existing(false));
    expect([data.auth0_client_grants, resource.terraform_data]).toEqual([undefined, undefined]);
    expect(JSON.stringify(resource)).not.toContain("lacks scopes");
  });

  test.each(withGrant)("nothing of what is created before the old one is destroyed, with %s", (_, credentials) => {
    // Where somebody has deleted the old one in the tenant, it would check that as well, and crash.
    const replaced = Object.entries(synthesizeWith(credentials).resource)
      .filter(([type]) => type !== "terraform_data")
      .flatMap(([, resources]) => Object.values(resources))
      .map(({ lifecycle = {} }) => lifecycle as Record<string, unknown>)
      .filter(({ create_before_destroy }) => create_before_destroy);
    expect(replaced).not.toEqual([]);
    for (const lifecycle of replaced) {
      expect(lifecycle).not.toHaveProperty("precondition");
      expect(lifecycle).not.toHaveProperty("postcondition");
    }
  });
});

describe("one client grant has one owner in a stack", () => {
  const credentials = (grant?: boolean) =>
    ManagementCredentials.existing({ clientId: "their-id", clientSecret: "secret", grant });
  const message = (path: string) =>
    `the application's client grant must have one owner, got: "${path}" too; pass grant: false to ManagementCredentials.existing(), and grant the scopes there`;

  test("two constructs that grant one application its scopes are refused", () => {
    const build = (grant: boolean) => (stack: TerraformStack) => {
      new SingleSessionConstruct(stack, "Staff", { credentials: credentials() });
      new SingleSessionConstruct(stack, "Customers", { credentials: credentials(grant) });
    };
    expect(() => synthesize(build(true))).toThrow(message("stack/Customers/Application/Grant"));
    expect(() => synthesize(build(false))).not.toThrow();
  });

  test("so are two of which one names the provider that the other uses unnamed", () => {
    const build = (stack: TerraformStack) => {
      new SingleSessionConstruct(stack, "Staff", { credentials: credentials() });
      new SingleSessionConstruct(stack, "Customers", { credentials: credentials(), provider: providerOf(stack) });
    };
    expect(() => synthesize(build)).toThrow(message("stack/Customers/Application/Grant"));
  });

  test("so is a grant of one's own beside that of the construct, however it names the Management API", () => {
    const build = (audience: string) => (stack: TerraformStack) => {
      new SingleSessionConstruct(stack, "Staff", { credentials: credentials() });
      new ClientGrant(stack, "Theirs", { clientId: "their-id", audience, scopes: ["read:users"] });
    };
    expect(() => synthesize(build("https://acme.eu.auth0.com/api/v2/"))).toThrow(message("stack/Theirs"));
    expect(() => synthesize(build("https://api.acme.com"))).not.toThrow();
  });
});

test("a part's logical id cannot be overridden, because the others refer to it by its address", () => {
  synthesize((stack) => {
    const construct = new SingleSessionConstruct(stack, "SingleSession");
    for (const part of [construct.application, construct.clientGrant, construct.action, construct.binding]) {
      expect(() => part.overrideLogicalId("limit")).toThrow(
        new Error(
          `the logical id of "${part.node.path}" cannot be overridden, got: "limit"; its address follows from the construct's id, so choose that`,
        ),
      );
    }
  });
});
