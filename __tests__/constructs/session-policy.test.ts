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
      '${var.choice == "revoke" ? ["read:sessions", "delete:sessions", "delete:refresh_tokens"] : ["read:sessions", "delete:sessions"]}',
    );
  });
});
