import fc from "fast-check";
import { readActionHead, writeActionHead } from "../../contract/action-head";

const AUDIENCE = "https://acme.eu.auth0.com/api/v2/";

test("what is written above the code is read from it again, whatever the policy", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (policy, indent) => {
      const head = { policy: JSON.stringify(policy, undefined, indent), audience: AUDIENCE };
      expect(readActionHead(`${writeActionHead(head)}\nexports.onExecutePostLogin = () => {};\n`)).toEqual(head);
    }),
  );
});

test.each(["", "const POLICY = {};", 'const POLICY = {};\n// mine\nconst MANAGEMENT_API_AUDIENCE = "a";\n'])(
  "code that begins otherwise has no such head: %j",
  (code) => {
    expect(readActionHead(code)).toBeUndefined();
  },
);
