import { TerraformOutput, TerraformVariable, type TerraformStack } from "cdktf";
import { SingleSessionConstruct, type SessionPolicyProps } from "../../constructs";
import { readPolicy } from "../../contract/policy-reader";
import { statementInMarkdown, statementOf } from "../../contract/statement/statement";
import { synthesize } from "./stack";

/** The output's value as Terraform gets it. */
function synthesized(policyOf: (stack: TerraformStack) => SessionPolicyProps): string {
  const configuration = synthesize((stack) => {
    const construct = new SingleSessionConstruct(stack, "SingleSession", { policy: policyOf(stack) });
    new TerraformOutput(stack, "statement", { value: construct.policyStatement });
  });
  return (configuration as unknown as { output: Record<string, { value: string }> }).output.statement!.value;
}

const variable = (stack: TerraformStack, name: string) => new TerraformVariable(stack, name, {});

test.each<SessionPolicyProps>([
  {},
  { maxSessions: 3, refreshTokens: "revoke", enforcement: "report-only" },
  { rules: [{ when: { roles: ["support"] }, maxSessions: "unlimited" }] },
])("of %j is what the command prints", (policy) => {
  expect(synthesized(() => policy)).toBe(statementInMarkdown(statementOf(readPolicy(policy)!.policy)));
});

test("what looks like Terraform's language in a text reaches Terraform as text", () => {
  const denialMessage = "Leave ${one} session, %{now}";
  expect(synthesized(() => ({ whenExceeded: "deny-login", denialMessage }))).toContain(
    'is told: "Leave $${one} session, %%{now}".',
  );
});

test("texts that only Terraform knows are filled in by Terraform, whether or not they come to something", () => {
  const value = synthesized((stack) => ({
    whenExceeded: "deny-login",
    denialMessage: variable(stack, "message").stringValue,
    rules: [{ when: { clients: ["a", `b-${variable(stack, "shop").stringValue}`] }, maxSessions: 2 }],
  }));
  expect(value).toContain('applications a, ${coalesce(join("", ["b-", var.shop]), "(not given)")}, the limit is 2');
  expect(value).toMatch(/is told: "\$\{coalesce\(var\.message, "You are signed in on as many devices[^"]*"\)\}"\./);
});

test.each<[string, (stack: TerraformStack) => SessionPolicyProps]>([
  ["policy.maxSessions", (stack) => ({ maxSessions: variable(stack, "x").numberValue })],
  ["policy.refreshTokens", (stack) => ({ refreshTokens: variable(stack, "x").stringValue as "keep" })],
  ["policy.rules", (stack) => ({ rules: variable(stack, "x").value as never })],
  [
    "policy.rules[0].when.roles",
    (stack) => ({ rules: [{ when: { roles: variable(stack, "x").listValue }, maxSessions: 1 }] }),
  ],
  ["policy", (stack) => variable(stack, "x").value as never],
])("a token at %s is refused, because the sentence depends on it", (path, policyOf) => {
  expect(() => synthesized(policyOf)).toThrow(
    `policyStatement needs a policy that is known at synth, except for its strings, got tokens: ${path}; run "auth0-single-session statement"`,
  );
});
