import { Fn, TerraformVariable, Token, type TerraformStack } from "cdktf";
import { ManagementCredentials, SingleSessionConstruct } from "../../constructs";
import { only, synthesize } from "./stack";

function synthesizeWith(credentials: (stack: TerraformStack) => ManagementCredentials) {
  return synthesize((stack) => {
    new SingleSessionConstruct(stack, "SingleSession", { credentials: credentials(stack) });
  });
}

describe("what is no option is refused, and a secret never shown", () => {
  const SECRET =
    "the client secret, as a string in Unicode's composed form, NFC, that is not empty, without control characters or surrounding white space";
  const VERSION = "a whole number, 1 or more, and a different one for each new secret";
  const writeOnlySecret = (options: never) => ManagementCredentials.writeOnlySecret(options);
  const existing = (options: never) => ManagementCredentials.existing(options);

  test.each<[(options: never) => unknown, unknown, string]>([
    [writeOnlySecret, undefined, "credentials must be an object with secret, version, got: undefined"],
    [writeOnlySecret, "hush", "credentials must be an object with secret, version, got: a string"],
    [writeOnlySecret, { version: 1 }, `credentials.secret must be ${SECRET}, got: undefined`],
    [writeOnlySecret, { secret: " ", version: 1 }, `credentials.secret must be ${SECRET}, got: a string`],
    [writeOnlySecret, { secret: "hush\n", version: 1 }, `credentials.secret must be ${SECRET}, got: a string`],
    [writeOnlySecret, { secret: "", version: 1 }, `credentials.secret must be ${SECRET}, got: an empty string`],
    [writeOnlySecret, { secret: "cafe\u0301", version: 1 }, `credentials.secret must be ${SECRET}, got: a string`],
    [writeOnlySecret, { secret: "\ud83dhush", version: 1 }, `credentials.secret must be ${SECRET}, got: a string`],
    [writeOnlySecret, { secret: 123456, version: 1 }, `credentials.secret must be ${SECRET}, got: a number`],
    [writeOnlySecret, { secret: "hush", version: 0 }, `credentials.version must be ${VERSION}, got: 0`],
    [writeOnlySecret, { secret: "hush", version: 1.5 }, `credentials.version must be ${VERSION}, got: 1.5`],
    [writeOnlySecret, { secret: "hush", version: "1" }, `credentials.version must be ${VERSION}, got: "1"`],
    [writeOnlySecret, { secret: "hush" }, `credentials.version must be ${VERSION}, got: undefined`],
    [
      writeOnlySecret,
      { secret: "hush", version: 1, clientSecret: "hush" },
      "credentials.clientSecret is unknown; remove it, or write one of: secret, version",
    ],
    [
      existing,
      { clientId: "", clientSecret: "hush", grant: "no" },
      [
        'credentials.clientId must be the client id of an application, without "${", "%{", control characters or surrounding white space, got: ""',
        'credentials.grant must be true or false, and known at synth, got: "no"',
      ].join("\n"),
    ],
    [
      existing,
      { clientId: "id ", clientSecret: " hush" },
      [
        'credentials.clientId must be the client id of an application, without "${", "%{", control characters or surrounding white space, got: "id "',
        `credentials.clientSecret must be ${SECRET}, got: a string`,
      ].join("\n"),
    ],
    [
      existing,
      { clientId: "id", clientSecret: "hu\u0000sh" },
      `credentials.clientSecret must be ${SECRET}, got: a string`,
    ],
    [
      existing,
      { clientId: "id", clientSecret: null },
      "credentials must have either clientSecret or privateKey, got: neither",
    ],
    [
      existing,
      { clientId: "id", privateKey: "hush" },
      'credentials.privateKey must be an RSA key in PEM with its line breaks, as PKCS #8, which begins with "-----BEGIN PRIVATE KEY-----", got: a string',
    ],
    [
      existing,
      { clientId: "id", clientSecret: "hush", version: -1 },
      `credentials.version must be ${VERSION}, got: -1`,
    ],
  ])("%p of %j", (make, options, message) => {
    expect(() => make(options as never)).toThrow(new Error(message));
  });

  test.each([
    [{ clientId: "id", clientSecret: "hush" }, "an object"],
    ["hush", "a string"],
    [7, "a number"],
    [[], "a list"],
  ])("%j is no credentials", (credentials, kind) => {
    expect(() => synthesizeWith(() => credentials as never)).toThrow(
      new Error(
        `credentials must be a ManagementCredentials, such as ManagementCredentials.generatedSecret(), got: ${kind}`,
      ),
    );
  });

  test("nor is what is no binding one", () => {
    const binding = [] as never;
    expect(() => synthesize((stack) => new SingleSessionConstruct(stack, "SingleSession", { binding }))).toThrow(
      new Error("binding must be a TriggerBinding, such as TriggerBinding.append(), got: a list"),
    );
  });
});

describe("a token", () => {
  const SECRET = "credentials.clientSecret must be the client secret";
  const number = Token.asNumber({ resolve: () => 3 });
  const list = Token.asList({ resolve: () => [] });
  const map = Token.asStringMap({ resolve: () => ({}) });
  const existing = { clientId: "id", clientSecret: "hush" };

  test.each<[object, string]>([
    [{ clientSecret: number }, `${SECRET}, as a string .*, got: a token for a number`],
    [{ clientSecret: list }, `${SECRET}, as a string .*, got: a token for a list`],
    [{ clientSecret: map }, `${SECRET}, as a string .*, got: a token`],
    [
      { clientId: number },
      "credentials.clientId must be the client id of an application, .*, got: a token for a number",
    ],
    [{ version: list }, "credentials.version must be a whole number, .*, got: a token for a list"],
    [{ grant: Fn.tobool("true") }, "credentials.grant must be true or false, and known at synth, got: a token"],
  ])("of a type that no option has is refused (%#)", (options, message) => {
    expect(() => ManagementCredentials.existing({ ...existing, ...options })).toThrow(new RegExp(`^${message}$`));
  });

  test("for a key is one of a text, too", () => {
    const keys = { privateKey: number as never, publicKey: number as never, version: 1 };
    expect(() => ManagementCredentials.privateKeyJwt(keys)).toThrow(
      /^credentials.privateKey .*, got: a token for a number\ncredentials.publicKey .*, got: a token for a number$/,
    );
  });

  test("may stand for anything, as a variable's value does", () => {
    const configuration = synthesizeWith((stack) => {
      const value = (name: string) => new TerraformVariable(stack, name, {}).value as never;
      const [clientId, clientSecret, version] = [value("client_id"), value("client_secret"), value("secret_version")];
      return ManagementCredentials.existing({ clientId, clientSecret, version });
    });
    expect(only(configuration, "auth0_client_grant").client_id).toBe("${var.client_id}");
    expect(only(configuration, "auth0_action").secrets_wo).toContainEqual({
      name: "clientSecret",
      value: "${var.client_secret}",
    });
  });
});

describe("Terraform judges", () => {
  const conditionsOf = (credentials: (stack: TerraformStack) => ManagementCredentials) =>
    Object.entries(synthesizeWith(credentials).resource).flatMap(([type, resources]) =>
      Object.values(resources)
        .flatMap(({ lifecycle }) => (lifecycle as { precondition?: { error_message: string }[] })?.precondition ?? [])
        .filter(({ error_message }) => error_message.startsWith("credentials."))
        .map((condition) => ({ type, ...condition })),
    );

  const secretIn = (stack: TerraformStack) => new TerraformVariable(stack, "secret", { type: "string" }).stringValue;
  const existing = (grant: boolean) => (stack: TerraformStack) =>
    ManagementCredentials.existing({ clientId: "id", clientSecret: secretIn(stack), version: 1, grant });
  const writeOnly = (stack: TerraformStack) =>
    ManagementCredentials.writeOnlySecret({ secret: secretIn(stack), version: 1 });

  test.each([
    ["the Action", existing(true), "auth0_action"],
    ["the Action, if there is no grant", existing(false), "auth0_action"],
    ["what an application depends on", writeOnly, "terraform_data"],
  ])("each token, and nothing else, before it plans %s", (_, credentials, type) => {
    expect(conditionsOf(credentials)).toEqual([
      {
        type,
        condition: expect.stringMatching(/^\$\{local\./),
        error_message: expect.stringMatching(
          /^credentials.(clientSecret|secret) must be the client secret, .*; its value is not shown$/,
        ),
      },
    ]);
  });

  test("nothing that is known", () => {
    expect(conditionsOf(() => ManagementCredentials.generatedSecret())).toEqual([]);
    expect(conditionsOf(() => ManagementCredentials.writeOnlySecret({ secret: "hush", version: 1 }))).toEqual([]);
  });
});
