import { actionCode } from "../../../constructs/action-code";
import { SessionPolicy } from "../../../constructs/session-policy";
import { readActionHead } from "../../../command/doctor/examination/action-head";

const audience = "https://acme.eu.auth0.com/api/v2/";

test("reads back what the construct writes", () => {
  const policy = new SessionPolicy({
    maxSessions: 3,
    whenExceeded: "deny-login",
    denialMessage: 'not "now"};\nlater',
    rules: [{ when: { roles: ["support"] }, maxSessions: "unlimited" }],
  });
  const head = readActionHead(actionCode({ policy: policy.json, audience }));
  expect(head).toEqual({ policy: JSON.parse(policy.json), audience });
  expect(head?.policy.denialMessage).toBe('not "now"};\nlater');
});

test.each([
  ["no head", "exports.onExecutePostLogin = async () => {};"],
  ["a policy that is no JSON", 'const POLICY = { maxSessions: 1 };\nconst MANAGEMENT_API_AUDIENCE = "x";'],
  ["a limit that is none", 'const POLICY = {"maxSessions":0};\nconst MANAGEMENT_API_AUDIENCE = "x";'],
  ["a property of another version", 'const POLICY = {"later":1};\nconst MANAGEMENT_API_AUDIENCE = "x";'],
])("makes nothing of %s", (_, code) => expect(readActionHead(code)).toBeUndefined());
