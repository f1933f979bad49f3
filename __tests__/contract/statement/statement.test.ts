import type { SessionPolicyProps } from "../../../contract/policy";
import { readPolicy } from "../../../contract/policy-reader";
import { statementInMarkdown, statementOf } from "../../../contract/statement/statement";

const statement = (policy: SessionPolicyProps = {}) => statementOf(readPolicy(policy)!.policy);

test("the default policy is stated in full", () => {
  expect(statement().policy).toEqual([
    "A user may hold at most one session at a time, counted over all applications of the Auth0 tenant.",
    "When a login exceeds the limit, the user's session that authenticated first is ended.",
    "Refresh tokens that were issued in a session still work after the policy has ended it.",
    "The limit is checked at each login, but not when a session is used again.",
    "If a user's sessions cannot be read or ended, the login proceeds, and the user's next login restores the limit.",
    "The policy delays a login by at most 5000 milliseconds.",
    "If no more than 20 percent of the tenant's rate limit is left, sessions count as unreadable.",
  ]);
});

test.each<[SessionPolicyProps, string]>([
  [
    { maxSessions: 3 },
    "A user may hold at most 3 sessions at a time, counted over all applications of the Auth0 tenant.",
  ],
  [{ whenExceeded: "deny-login", denialMessage: "No" }, 'The application of a refused login is told: "No".'],
  [
    { whenExceeded: "deny-login", idleSessionsFreeTheirSlotAfter: 30 },
    "A session that goes unused for 30 minutes gives up its place.",
  ],
  [
    { rules: [{ when: { clients: ["a", "b"], roles: ["support"] }, maxSessions: "unlimited" }] },
    "For logins to the applications a, b and by users with the roles support, there is no limit.",
  ],
  [
    { rules: [{ when: { users: ["ann"] }, maxSessions: 2, whenExceeded: "deny-login" }] },
    "For logins by the users ann, the limit is 2 sessions; when it is exceeded, the login is refused, and the existing sessions keep their places.",
  ],
  [
    { userLimit: { appMetadataKey: "max" } },
    'A user whose app_metadata has a whole number under "max" has that limit instead.',
  ],
  [{ refreshTokens: "revoke" }, "Refresh tokens that were issued in a session are revoked when the policy ends it."],
  [{ checkOnReuse: true }, "The limit is checked at each login, and each time a session is used again."],
  [{ onFailure: "deny-login" }, "If a user's sessions cannot be read or ended, the login is refused."],
  [{ timeBudget: 900 }, "The policy delays a login by at most 900 milliseconds."],
  [
    { rateLimitReserve: 50 },
    "If no more than 50 percent of the tenant's rate limit is left, sessions count as unreadable.",
  ],
])("%j is stated", (policy, sentence) => {
  expect(statement(policy).policy).toContain(sentence);
});

test("a policy that only reports meets nothing but the documentation of itself", () => {
  const { policy, standards } = statement({ enforcement: "report-only" });
  expect(policy[0]).toBe("The policy is not enforced yet: it only reports what it would do.");
  expect(standards.filter(({ met }) => met.length > 0).map(({ requirement }) => requirement)).toEqual([
    "OWASP ASVS 5.0, 7.1.2",
  ]);
});

test("each exception is said where it weakens an answer", () => {
  const rules = [{ when: { clients: ["a"] }, maxSessions: "unlimited" as const }];
  const { standards, notCovered } = statement({ rules, onFailure: "allow-login" });
  const limit = standards.find(({ requirement }) => requirement === "NIST SP 800-53, AC-10")!;
  expect(limit.notMet).toEqual([
    "Some logins have no limit; the sentences above say which.",
    "During an outage, logins proceed without the limit.",
  ]);
  expect(notCovered).toContain("Applications that hold a refresh token can still get access tokens.");
  expect(statement({ refreshTokens: "revoke" }).notCovered).not.toContain(
    "Applications that hold a refresh token can still get access tokens.",
  );
});

test("the Markdown holds every sentence, once for each place it stands in", () => {
  const whole = statement({ rules: [{ when: { roles: ["x"] }, maxSessions: 2 }] });
  const lines = statementInMarkdown(whole).split("\n");
  const sentences = [
    ...whole.policy,
    ...whole.notCovered,
    ...whole.standards.flatMap(({ met, notMet }) => [...met, ...notMet]),
  ];
  expect(
    lines
      .filter((line) => line.startsWith("- "))
      .map((line) => line.slice(2))
      .sort(),
  ).toEqual([...sentences].sort());
  expect(lines.filter((line) => line.startsWith("### "))).toHaveLength(whole.standards.length);
});
