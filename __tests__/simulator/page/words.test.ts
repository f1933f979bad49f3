import { describeCommand } from "../../../simulator/page/describe-command";
import { counted, nameOf, span } from "../../../simulator/page/words";

test.each([
  [0, "0 ms"],
  [1500, "1 second"],
  [60 * 60 * 1000, "1 hour"],
  [(8 * 24 + 2) * 60 * 60 * 1000, "8 days and 2 hours"],
])("%d milliseconds are %s", (milliseconds, words) => expect(span(milliseconds)).toBe(words));

test.each([
  [0, "0 sessions"],
  [1, "1 session"],
  [2, "2 sessions"],
])("%d are %s", (count, words) => expect(counted(count, "session")).toBe(words));

test("a user is called by the first name that there is", () => {
  const user = { user_id: "auth0|1", identities: [], created_at: "", updated_at: "", logins_count: 0 };
  expect(nameOf(user)).toBe("auth0|1");
  expect(nameOf({ ...user, name: "", email: "a@example.com" })).toBe("a@example.com");
  expect(nameOf({ ...user, name: "Ada", email: "a@example.com" })).toBe("Ada");
});

test.each([
  [{ type: "deny", reason: "no" } as const, 'deny: reason "no"'],
  [
    { type: "revokeSession", reason: "no", preserveRefreshTokens: true } as const,
    'revoke session: reason "no", preserve refresh tokens true',
  ],
  [{ type: "setSessionExpiresAt", at: 0 } as const, "set session expires at: at 1970-01-01T00:00:00.000Z"],
  [{ type: "setSessionExpiresAt", at: 1e300 } as const, "set session expires at: at 1e+300"],
  [{ type: "setAppMetadata", key: "k", value: undefined } as const, 'set app metadata: key "k", value undefined'],
])("the command %j is told as %s", (command, words) => expect(describeCommand(command)).toBe(words));
