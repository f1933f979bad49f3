import type { Configuration } from "./configuration";

/** The name of the test that comes with each module. */
export const TEST_FILE = "single-session.tftest.hcl";

/** The test's values for the variables that have no default. */
const GIVEN: Readonly<Record<string, string>> = {
  client_id: '"their-client-id"',
  client_secret: '"a secret that nothing checks"',
  private_key: String.raw`"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCafterWhichNothingIsChecked\n-----END PRIVATE KEY-----"`,
  public_key: String.raw`"-----BEGIN PUBLIC KEY-----\nnothingIsChecked\n-----END PUBLIC KEY-----"`,
  secret_version: "1",
  before: '[{ id = "act_1", name = "First" }]',
  after: '[{ id = "act_2", name = "Last" }]',
};

/** The file with which `terraform test` and `tofu test` check a module, without a tenant. */
export function testFile({ main, variables }: Configuration): string {
  const { resource } = main;
  const address = (type: string) => `${type}.${Object.keys(resource[type]!)[0]}`;
  const needed = Object.keys(variables).filter((name) => name in GIVEN && !("default" in variables[name]!));
  const width = Math.max(...["policy", ...needed].map((name) => name.length));
  const line = (name: string, value: string) => `  ${name.padEnd(width)} = ${value}\n`;

  const runs = [
    run("limits_sessions", [
      ["the limit is not the policy's", `strcontains(${address("auth0_action")}.code, "\\"maxSessions\\": 2,")`],
      ["the Action does not have the construct's name", 'output.action_name == "SingleSession"'],
    ]),
  ];
  if (resource.auth0_client_grant) {
    const scopes = `toset(${address("auth0_client_grant")}.scopes)`;
    runs.push(
      run("may_do_no_more_than_it_needs", [
        ["the scopes are not those that the policy needs", `${scopes} == toset(["read:sessions", "delete:sessions"])`],
      ]),
    );
  }
  if (resource.auth0_trigger_actions) {
    const names = `${address("auth0_trigger_actions")}.actions[*].display_name`;
    runs.push(
      run("is_bound_between_the_others", [
        ["the order is not the one given", `join(", ", ${names}) == "First, SingleSession, Last"`],
      ]),
    );
  } else if (resource.auth0_trigger_action) {
    const trigger = `${address("auth0_trigger_action")}.trigger`;
    runs.push(
      run("is_bound_to_post_login", [["the Action is not bound to the trigger", `${trigger} == "post-login"`]]),
    );
  }

  return `# Run in this folder: terraform init -backend=false && terraform test

mock_provider "auth0" {
  mock_data "auth0_tenant" {
    defaults = {
      management_api_identifier = "https://acme.eu.auth0.com/api/v2/"
    }
  }
}

variables {
${line("policy", "{ maxSessions = 2 }")}${needed.map((name) => line(name, GIVEN[name]!)).join("")}}

${runs.join("\n")}
run "refuses_a_policy_that_makes_no_sense" {
  command         = plan
  expect_failures = [var.policy]

  variables {
    policy = { maxSessions = 0 }
  }
}
`;
}

/** @param assertions each with the message if it fails, and the condition */
function run(name: string, assertions: [message: string, condition: string][]): string {
  const blocks = assertions.map(
    ([message, condition]) => `
  assert {
    condition     = ${condition}
    error_message = "${message}"
  }
`,
  );
  return `run "${name}" {
  command = plan
${blocks.join("")}}
`;
}
