import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { readPolicyFile } from "../../../command/policy/policy-file";
import { SingleSessionConstruct, type SessionPolicyProps } from "../../../constructs";
import { Auth0Provider } from "../../../constructs/providers/auth0/provider";
import { groupWith, PLACES, type Given, type Place } from "../../contract/policy-outcomes";

const folder = mkdtempSync(path.join(tmpdir(), "policy-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(text: string): string {
  const file = path.join(folder, "policy.json");
  writeFileSync(file, text);
  return file;
}

function synthesized(policyOf: (stack: TerraformStack) => SessionPolicyProps): string {
  const stack = new TerraformStack(Testing.app(), "stack");
  new Auth0Provider(stack, "Auth0");
  new SingleSessionConstruct(stack, "SingleSession", { policy: policyOf(stack) });
  return Testing.synth(stack);
}

test("a policy in JSON is read as the construct would take it", () => {
  expect(readPolicyFile(fileWith('{"maxSessions": 3}'), "SingleSession")).toMatchObject({
    maxSessions: 3,
    whenExceeded: "revoke-oldest",
  });
});

test("a byte order mark before it is none of its text", () => {
  expect(readPolicyFile(fileWith('\uFEFF{"maxSessions": 3}'), "SingleSession")).toMatchObject({ maxSessions: 3 });
});

const fileWithPolicy = ({ policyWith, ...place }: Place, given: Given) =>
  fileWith(JSON.stringify(policyWith(groupWith({ policyWith, ...place }, given))));

test.each(PLACES)("$path is known, and held to the contract", (place) => {
  const beside = place.path.slice(0, place.path.lastIndexOf("."));
  // The field itself is as it should be: what is unknown is the key beside it.
  const known = () => readPolicyFile(fileWithPolicy(place, "unknown key beside it"), "SingleSession");
  expect(known).toThrow(new RegExp(`json:\\n${beside.replace(/[[\].]/g, "\\$&")}\\.surplus is unknown[^\\n]*$`));
  const wrong = () => readPolicyFile(fileWithPolicy(place, "wrong type"), "SingleSession");
  expect(wrong).toThrow(`${place.path} must be `);
});

test("the policy of a synthesized stack is the one that was given", () => {
  const policy = { whenExceeded: "deny-login", denialMessage: '100%{ ${sure} $${ "', maxSessions: 2 } as const;
  expect(readPolicyFile(fileWith(synthesized(() => policy)), "SingleSession")).toMatchObject(policy);
});

test.each<[string, () => string, string]>([
  ["a policy that makes no sense", () => '{"maxSessions": 0, "rule": []}', "policy.maxSessions must be a whole number"],
  ["what is no policy", () => "[]", "policy must be an object, got: []"],
  ["what is no JSON", () => "policy", "is not JSON"],
  [
    "a stack without the Action",
    () => synthesized(() => ({})).replace('"name": "SingleSession"', '"name": "Other"'),
    '"Other"',
  ],
  [
    "a value that only Terraform knows",
    () =>
      synthesized((stack) => ({ maxSessions: new TerraformVariable(stack, "limit", { type: "number" }).numberValue })),
    "values that only Terraform knows",
  ],
])("%s is refused", (_, text, message) => {
  expect(() => readPolicyFile(fileWith(text()), "SingleSession")).toThrow(message);
});

test("a file that is not there is named", () => {
  expect(() => readPolicyFile(path.join(folder, "absent.json"), "SingleSession")).toThrow(/ENOENT.*absent\.json/);
});
