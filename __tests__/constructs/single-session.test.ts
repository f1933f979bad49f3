import { TerraformVariable } from "cdktf";
import { version as installedSdk } from "auth0/package.json";
import { SingleSessionConstruct, TriggerBinding } from "../../constructs";
import { Auth0Provider } from "../../constructs/providers/auth0/provider";
import { only, synthesize, synthesizeConstruct, type Configuration } from "./stack";

const TENANT = "data.auth0_tenant.SingleSession_Tenant_3F1540AE";
const AUDIENCE = `\${${TENANT}.management_api_identifier}`;

/** The value of one of the Action's secrets. */
function secret(configuration: Configuration, name: string): string | undefined {
  const secrets = only(configuration, "auth0_action").secrets_wo as { name: string; value: string }[];
  return secrets.find((secret) => secret.name === name)?.value;
}

describe("SingleSessionConstruct", () => {
  const configuration = synthesizeConstruct();

  test("keeps the addresses of its resources, which a change would replace", () => {
    const addresses = Object.entries({ ...configuration.resource, ...configuration.data })
      .flatMap(([type, resources]) => Object.keys(resources).map((id) => `${type}.${id}`))
      .sort();
    expect(addresses).toEqual([
      "auth0_action.SingleSession_Action_8872D993",
      "auth0_client.SingleSession_Application_B8075A5E",
      "auth0_client_credentials.SingleSession_Application_Credentials_9FCDC564",
      "auth0_client_grant.SingleSession_Application_Grant_0ADB0368",
      "auth0_client_grants.SingleSession_Application_Grants_1D62EAD2",
      "auth0_tenant.SingleSession_Tenant_3F1540AE",
      "auth0_trigger_action.SingleSession_Action_Binding_906948FC",
      "terraform_data.SingleSession_Application_Generation_59C379C7",
      "terraform_data.SingleSession_Application_Granted_862AECC2",
      "terraform_data.SingleSession_Application_Known_1FA28DB7",
    ]);
  });

  test("provisions a machine-to-machine application that can do nothing but get tokens", () => {
    expect(only(configuration, "auth0_client")).toMatchObject({
      name: "SingleSession",
      app_type: "non_interactive",
      grant_types: ["client_credentials"],
      jwt_configuration: { alg: "RS256" },
    });
  });

  test("lets Auth0 generate the application's secret", () => {
    expect(only(configuration, "auth0_client_credentials")).toMatchObject({
      client_id: "${auth0_client.SingleSession_Application_B8075A5E.client_id}",
      authentication_method: "client_secret_post",
    });
  });

  test("grants the two scopes that the policy needs, on the Management API, and no more", () => {
    expect(only(configuration, "auth0_client_grant")).toMatchObject({
      client_id: "${auth0_client.SingleSession_Application_B8075A5E.client_id}",
      audience: AUDIENCE,
      scopes: ["read:sessions", "delete:sessions"],
    });
  });

  test("deploys the Action on Node 22, for the post-login trigger", () => {
    expect(only(configuration, "auth0_action")).toMatchObject({
      name: "SingleSession",
      runtime: "node22",
      deploy: true,
      supported_triggers: { id: "post-login", version: "v3" },
    });
  });

  test("pins the Action's SDK to the version that these tests run", () => {
    expect(only(configuration, "auth0_action").dependencies).toEqual([{ name: "auth0", version: installedSdk }]);
  });

  test("hands the Action its three secrets", () => {
    expect(only(configuration, "auth0_action").secrets_wo).toEqual([
      {
        name: "domain",
        value: `\${trimsuffix(trimprefix(${TENANT}.management_api_identifier, "https://"), "/api/v2/")}`,
      },
      { name: "clientId", value: "${auth0_client.SingleSession_Application_B8075A5E.client_id}" },
      {
        name: "clientSecret",
        value: "${auth0_client_credentials.SingleSession_Application_Credentials_9FCDC564.client_secret}",
      },
    ]);
  });

  test("creates the grant and the credentials before the Action, and binds the Action last", () => {
    expect(only(configuration, "auth0_action").depends_on).toEqual([
      "terraform_data.SingleSession_Application_Granted_862AECC2",
      "auth0_client_credentials.SingleSession_Application_Credentials_9FCDC564",
    ]);
    expect(only(configuration, "auth0_trigger_action")).toMatchObject({
      trigger: "post-login",
      action_id: "${auth0_action.SingleSession_Action_8872D993.id}",
    });
  });

  test("says which Terraform and which provider it needs where Terraform sees it", () => {
    expect(configuration.terraform.required_version).toBe(">= 1.11");
    expect(configuration.terraform.required_providers.auth0).toEqual({ source: "auth0/auth0", version: ">= 1.52" });
  });

  test("exposes every part as a resource", () => {
    synthesize((stack) => {
      const construct = new SingleSessionConstruct(stack, "SingleSession");
      const types = ["application", "clientCredentials", "clientGrant", "action", "binding"] as const;
      expect(types.map((part) => construct[part].terraformResourceType)).toEqual([
        "auth0_client",
        "auth0_client_credentials",
        "auth0_client_grant",
        "auth0_action",
        "auth0_trigger_action",
      ]);
    });
  });

  test("stands twice in one stack", () => {
    const twice = synthesize((stack) => {
      new SingleSessionConstruct(stack, "Staff", { policy: { maxSessions: 3 } });
      new SingleSessionConstruct(stack, "Customers");
    });
    const actions = Object.values(twice.resource.auth0_action!);
    expect(actions.map(({ name }) => name).sort()).toEqual(["Customers", "Staff"]);
  });

  test("synthesizes the same twice", () => {
    expect(synthesizeConstruct()).toEqual(configuration);
  });
});

test("a provider reaches every part", () => {
  const everywhere = (binding: TriggerBinding) =>
    synthesize((stack) => {
      const provider = new Auth0Provider(stack, "Other", { alias: "other" });
      new SingleSessionConstruct(stack, "SingleSession", { provider, binding });
    });
  for (const binding of [TriggerBinding.append(), TriggerBinding.ordered([TriggerBinding.self])]) {
    const { resource, data } = everywhere(binding);
    const parts = Object.entries({ ...resource, ...data })
      .filter(([type]) => type !== "terraform_data")
      .flatMap(([, resources]) => Object.values(resources));
    expect(parts.map(({ provider }) => provider)).toEqual(parts.map(() => "auth0.other"));
  }
});

test("constructs of two tenants do not wait for each other", () => {
  const configuration = synthesize((stack) => {
    new SingleSessionConstruct(stack, "A");
    new SingleSessionConstruct(stack, "B", { provider: new Auth0Provider(stack, "Other", { alias: "other" }) });
  });
  const bindings = Object.values(configuration.resource.auth0_trigger_action!);
  expect(bindings.map(({ depends_on }) => depends_on)).toEqual([[], []]);
});

test("a policy with more text than an Action may hold fails at synth", () => {
  const users = Array.from({ length: 5000 }, (_, i) => `auth0|user-number-${i}`);
  const policy = { rules: [{ when: { users }, maxSessions: 2 }] };
  expect(() => synthesizeConstruct({ policy })).toThrow(/larger than the 100000 bytes that Auth0 allows, got: \d{6}; /);
});

describe("the domain", () => {
  test("is used for the Management API as given, under the tenant's own audience", () => {
    const configuration = synthesizeConstruct({ domain: "login.acme.com" });
    expect(secret(configuration, "domain")).toBe("login.acme.com");
    expect(only(configuration, "auth0_client_grant").audience).toBe(AUDIENCE);
    expect(only(configuration, "auth0_action").code).toContain(`const MANAGEMENT_API_AUDIENCE = "${AUDIENCE}";`);
  });

  test("may be a token, and is the tenant's own if that is null", () => {
    const configuration = synthesize((stack) => {
      const domain = new TerraformVariable(stack, "domain", { type: "string" });
      new SingleSessionConstruct(stack, "SingleSession", { domain: domain.stringValue });
    });
    const own = `trimsuffix(trimprefix(${TENANT}.management_api_identifier, "https://"), "/api/v2/")`;
    expect(secret(configuration, "domain")).toBe(`\${var.domain == null ? ${own} : var.domain}`);
  });
});

describe("the policy in the Action's code", () => {
  const codeOf = (configuration: Configuration) => only(configuration, "auth0_action").code as string;

  test("stands on top, line by line, so that a plan shows what changes", () => {
    const code = codeOf(synthesizeConstruct({ policy: { maxSessions: 3, refreshTokens: "revoke" } }));
    expect(code.split("\n").slice(0, 14)).toEqual([
      "const POLICY = {",
      '  "maxSessions": 3,',
      '  "whenExceeded": "revoke-oldest",',
      '  "denialMessage": "You are signed in on as many devices as allowed. Sign out on one of them and try again",',
      '  "refreshTokens": "revoke",',
      '  "rules": [],',
      '  "enforcement": "enforce",',
      '  "checkOnReuse": false,',
      '  "requireSecondFactor": false,',
      '  "onFailure": "allow-login",',
      '  "timeBudget": 5000,',
      '  "rateLimitReserve": 20',
      "};",
      `const MANAGEMENT_API_AUDIENCE = "${AUDIENCE}";`,
    ]);
  });

  test.each([undefined, null])("takes a default for what is %p", (absent) => {
    const rule = { when: { clients: ["shop"] }, maxSessions: 2 };
    const fields = { maxSessions: absent, whenExceeded: absent, denialMessage: absent, userLimit: absent };
    const rules = [absent, { ...rule, when: { ...rule.when, roles: absent }, whenExceeded: absent }];
    const given = { domain: absent, policy: { ...fields, rules }, credentials: absent, binding: absent } as object;
    expect(synthesizeConstruct(given)).toEqual(synthesizeConstruct({ policy: { rules: [rule] } }));
    expect(synthesizeConstruct(absent as undefined)).toEqual(synthesizeConstruct());
  });

  test("has its texts escaped", () => {
    const policy = { whenExceeded: "deny-login" as const, denialMessage: '100%{ ${sure} "' };
    expect(codeOf(synthesizeConstruct({ policy }))).toContain('"denialMessage": "100%%{ $${sure} \\""');
  });

  test("has the values that only Terraform knows filled in by Terraform", () => {
    const configuration = synthesize((stack) => {
      const limit = new TerraformVariable(stack, "limit", { type: "number" }).numberValue;
      const office = new TerraformVariable(stack, "office", { type: "string" }).stringValue;
      const staff = new TerraformVariable(stack, "staff", { type: "list(string)" }).listValue;
      const rules = [
        { when: { clients: [office, "shop"], roles: staff }, maxSessions: "unlimited" as const },
        { when: { users: [`auth0|${office}`] }, maxSessions: limit },
      ];
      new SingleSessionConstruct(stack, "SingleSession", { policy: { maxSessions: limit, rules } });
    });
    const code = codeOf(configuration);
    const [limit, office] = ["try(tonumber(var.limit), var.limit)", "try(tostring(var.office), var.office)"];
    expect(code).toContain(`"maxSessions": \${var.limit == null ? "1" : jsonencode(${limit})},\n`);
    expect(code).toContain(`"maxSessions": \${jsonencode(${limit})}\n`);
    expect(code).toContain(`"clients": [\n          \${jsonencode(${office})},\n          "shop"\n        ],\n`);
    const staff = "try([for v in var.staff : try(tostring(v), v) if v != null], var.staff)";
    expect(code).toContain(`"roles": \${jsonencode(${staff})}\n`);
    expect(code).toContain('${jsonencode(join("", ["auth0|", var.office]))}');
  });

  test("is followed by code that is under 40 kB and holds no expression that Terraform would evaluate", () => {
    const code = codeOf(synthesizeConstruct());
    expect(Buffer.byteLength(code)).toBeLessThan(40_000);
    expect(code.replace(`"${AUDIENCE}"`, "")).not.toMatch(/(?<![$])[$]\{|(?<!%)%\{/);
  });
});
