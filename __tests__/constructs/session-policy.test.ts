import { TerraformVariable } from "cdktf";
import type { SessionPolicyProps } from "../../constructs";
import { only, synthesize, synthesizeConstruct } from "./stack";
import { SingleSessionConstruct } from "../../constructs";

describe("the scopes", () => {
  const scopesOf = (policy: SessionPolicyProps) => only(synthesizeConstruct({ policy }), "auth0_client_grant").scopes;

  test.each<[SessionPolicyProps, string[]]>([
    [{}, ["read:sessions", "delete:sessions"]],
    [{ refreshTokens: "keep" }, ["read:sessions", "delete:sessions"]],
    [{ refreshTokens: "revoke" }, ["read:sessions", "delete:sessions", "delete:refresh_tokens"]],
  ])("for %j are exactly those it needs", (policy, scopes) => {
    expect(scopesOf(policy)).toEqual(scopes);
  });

  test("depend on a choice that only Terraform knows", () => {
    const configuration = synthesize((stack) => {
      const choice = new TerraformVariable(stack, "choice", { type: "string" });
      const refreshTokens = choice.stringValue as "keep" | "revoke";
      new SingleSessionConstruct(stack, "SingleSession", { policy: { refreshTokens } });
    });
    expect(only(configuration, "auth0_client_grant").scopes).toBe(
      '${(var.choice == "revoke") ? ["read:sessions", "delete:sessions", "delete:refresh_tokens"] : ["read:sessions", "delete:sessions"]}',
    );
  });
});

describe("a policy that is not allowed fails at synth", () => {
  test.each<[object, string]>([
    [{ maxSessions: 0 }, "policy.maxSessions must be a whole number, 1 or more, got: 0"],
    [{ maxSessions: 1.5 }, "policy.maxSessions must be a whole number, 1 or more, got: 1.5"],
    [{ maxSessions: NaN }, "policy.maxSessions must be a whole number, 1 or more, got: NaN"],
    [{ maxSessions: "2" }, "policy.maxSessions must be a whole number, 1 or more, got: 2"],
    [{ refreshTokens: "delete" }, 'policy.refreshTokens must be "keep" or "revoke", got: "delete"'],
    [{ timeBudget: 20_001 }, "policy.timeBudget must be a whole number of milliseconds, 1 to 20000, got: 20001"],
    [{ timeBudget: 0 }, "policy.timeBudget must be a whole number of milliseconds, 1 to 20000, got: 0"],
  ])("%j", (policy, message) => {
    expect(() => synthesizeConstruct({ policy })).toThrow(message);
  });

  test("with all its problems at once", () => {
    const policy = { maxSessions: 0, timeBudget: 0 };
    expect(() => synthesizeConstruct({ policy })).toThrow(/maxSessions.*timeBudget/);
  });
});
