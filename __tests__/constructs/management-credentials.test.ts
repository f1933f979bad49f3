import { TerraformVariable } from "cdktf";
import { ManagementCredentials, SingleSessionConstruct } from "../../constructs";
import { only, synthesize, type Configuration } from "./stack";

const CLIENT_ID = "${auth0_client.SingleSession_Application_B8075A5E.client_id}";

function synthesizeWith(credentials: ManagementCredentials): Configuration {
  return synthesize((stack) => new SingleSessionConstruct(stack, "SingleSession", { credentials }));
}

const secretNames = (secrets: unknown) => (secrets as { name: string }[]).map(({ name }) => name);

describe("a write-only secret", () => {
  const configuration = synthesizeWith(ManagementCredentials.writeOnlySecret({ secret: "${var.secret}", version: 3 }));
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
    expect(only(configuration, "terraform_data").input).toEqual({ method: "write-only secret", version: 3 });
    expect(only(configuration, "auth0_client").lifecycle).toEqual({
      create_before_destroy: true,
      replace_triggered_by: ["terraform_data.SingleSession_Application_Generation_59C379C7"],
    });
  });

  test("may have its version from Terraform", () => {
    const configuration = synthesize((stack) => {
      const version = new TerraformVariable(stack, "secret_version", { type: "number" }).numberValue;
      const credentials = ManagementCredentials.writeOnlySecret({ secret: "${var.secret}", version });
      new SingleSessionConstruct(stack, "SingleSession", { credentials });
    });
    expect(only(configuration, "auth0_client_credentials").client_secret_wo_version).toBe("${var.secret_version}");
    expect(only(configuration, "terraform_data").input).toMatchObject({ version: "${var.secret_version}" });
  });
});

describe("a private key", () => {
  const key = (pem: string) => ({
    name: `sha256 \${substr(sha256("${pem}"), 0, 12)}`,
    credential_type: "public_key",
    pem,
  });
  const keys = { privateKey: "${var.key}", publicKey: "one", version: 2 };
  const credentialsOf = (configuration: Configuration) =>
    only(configuration, "auth0_client_credentials").private_key_jwt;

  test("signs for the Action, and the application has the public one", () => {
    const configuration = synthesizeWith(ManagementCredentials.privateKeyJwt(keys));
    expect(credentialsOf(configuration)).toEqual({ credentials: [key("one")] });
    const action = only(configuration, "auth0_action");
    expect(secretNames(action.secrets_wo)).toEqual(["domain", "clientId", "privateKey"]);
    expect(action.secrets).toBeUndefined();
  });

  test.each([
    ["one", "two"],
    ["two", "one"],
  ])(
    "may have another beside it, for a rotation: %s and %s, in one order whichever is in use",
    (publicKey, otherPublicKey) => {
      const credentials = ManagementCredentials.privateKeyJwt({ ...keys, publicKey, otherPublicKey });
      expect(credentialsOf(synthesizeWith(credentials))).toEqual({ credentials: [key("one"), key("two")] });
    },
  );

  test("is exchanged on the same application, since two hold at a time", () => {
    const input = (version: number) =>
      only(synthesizeWith(ManagementCredentials.privateKeyJwt({ ...keys, version })), "terraform_data").input;
    expect(input(2)).toEqual(input(3));
  });
});

describe("an existing application", () => {
  const existing = { clientId: "their-id", clientSecret: "${var.secret}" };

  test("is granted the scopes, and nothing else of it is touched", () => {
    const configuration = synthesizeWith(ManagementCredentials.existing(existing));
    expect(Object.keys(configuration.resource).sort()).toEqual([
      "auth0_action",
      "auth0_client_grant",
      "auth0_trigger_action",
    ]);
    expect(only(configuration, "auth0_client_grant").client_id).toBe("their-id");
    expect(only(configuration, "auth0_action").secrets_wo).toEqual([
      { name: "domain", value: expect.any(String) },
      { name: "clientId", value: "their-id" },
      { name: "clientSecret", value: "${var.secret}" },
    ]);
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
        "application is not a part of this construct, because its credentials are ManagementCredentials.existing(); use the application that you brought",
      );
      expect(() => construct.clientCredentials).toThrow("clientCredentials is not a part of this construct");
      expect(() => construct.clientGrant).toThrow("clientGrant is not a part of this construct");
    });
  });
});
