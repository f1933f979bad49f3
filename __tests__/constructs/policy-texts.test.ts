import { validateSessionPolicy } from "../../constructs/validate-session-policy";

const withRule = (when: object) => ({ rules: [{ when, maxSessions: 2 }] });

/** A policy with this text in it. */
type PolicyWith = (text: string) => object;

describe.each<[string, PolicyWith]>([
  ["policy.rules[0].when.clients[0]", (text) => withRule({ clients: [text] })],
  ["policy.rules[0].when.connections[0]", (text) => withRule({ connections: [text] })],
  ["policy.rules[0].when.organizations[0]", (text) => withRule({ organizations: [text] })],
  ["policy.rules[0].when.roles[0]", (text) => withRule({ roles: [text] })],
  ["policy.rules[0].when.users[0]", (text) => withRule({ users: [text] })],
  ["policy.rules[0].when.protocols[0]", (text) => withRule({ protocols: [text] })],
  ["policy.denialMessage", (text) => ({ whenExceeded: "deny-login", denialMessage: text })],
  ["policy.userLimit.appMetadataKey", (text) => ({ userLimit: { appMetadataKey: text } })],
])("%s", (path, policyWith) => {
  test.each(["", "a\n", "\tb", "a\u0000b", "\u007f", "\u0085", "a".repeat(1001)])("is not %j", (text) => {
    expect(validateSessionPolicy(policyWith(text))).toEqual([
      expect.stringContaining(
        `${path} must be a string of 1 to 1000 characters without control characters such as line breaks, got: "`,
      ),
    ]);
  });

  test.each(["a", " a b ", "Größe 限制 🔒", "a".repeat(1000), "🔒".repeat(1000)])("may be %j", (text) => {
    expect(validateSessionPolicy(policyWith(text))).toEqual([]);
  });
});
