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
    [
      { refreshTokens: "revoke-others" },
      ["read:sessions", "delete:sessions", "delete:refresh_tokens", "read:refresh_tokens"],
    ],
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
      '${var.choice == "revoke-others" ? ["read:sessions", "delete:sessions", "delete:refresh_tokens", "read:refresh_tokens"] : var.choice == "revoke" ? ["read:sessions", "delete:sessions", "delete:refresh_tokens"] : ["read:sessions", "delete:sessions"]}',
    );
  });
});

describe("a rule that names users", () => {
  const warningsOf = (policy: SessionPolicyProps) => {
    let warnings: string[] = [];
    synthesize((stack) => {
      const { node } = new SingleSessionConstruct(stack, "SingleSession", { policy });
      warnings = node.metadata.map(({ data }) => String(data));
    });
    return warnings;
  };

  test("is warned of, since user ids may be personal data and the Action's code is no place for those", () => {
    const rules = [
      { when: { roles: ["staff"] }, maxSessions: 2 },
      { when: { users: ["auth0|ada"] }, maxSessions: 3 },
    ];
    expect(warningsOf({ rules })).toEqual([
      expect.stringMatching(
        /^policy\.rules\[1\]\.when\.users puts user ids, .* into the Action's code; name a role instead/,
      ),
    ]);
  });

  test("is the only one", () => {
    expect(warningsOf({ rules: [{ when: { roles: ["staff"] }, maxSessions: 2 }] })).toEqual([]);
  });
});

test("a text that Terraform would compose is written in ASCII, and any other as it is", () => {
  const roles = ["re\u0301gie \u{1f512}", "r\u00e9gie"];
  const { code } = only(
    synthesizeConstruct({ policy: { rules: [{ when: { roles }, maxSessions: 2 }] } }),
    "auth0_action",
  );
  expect(code).toContain('"re\\u0301gie \\ud83d\\udd12",\n          "r\u00e9gie"\n');
});
