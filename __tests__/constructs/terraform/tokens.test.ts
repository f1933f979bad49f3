import { Fn, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { Client } from "../../../constructs/providers/auth0/client";
import { holdsToken, isToken, isTokenOfText } from "../../../constructs/terraform/tokens";

const stack = new TerraformStack(Testing.app(), "stack");
const variable = new TerraformVariable(stack, "variable", {});
const client = new Client(stack, "Client", { name: "Client" });

test.each<[string, unknown]>([
  ["a text", variable.stringValue],
  ["a number", variable.numberValue],
  ["a list", variable.listValue],
  ["a boolean", variable.booleanValue],
  ["anything", variable.value],
  ["a map", Token.asStringMap(variable.value)],
  ["what a function gives", Fn.upper(variable.stringValue)],
  ["an attribute", client.clientId],
  ["a text with a text in it", `auth0|${variable.stringValue}`],
  ["a text with a number in it", `at most ${variable.numberValue} devices`],
])("%s that only Terraform knows is a token", (_, value) => {
  expect(isToken(value)).toBe(true);
  expect(holdsToken({ values: [value] })).toBe(true);
});

test.each<[string, unknown, boolean]>([
  ["a text", variable.stringValue, true],
  ["a text with a number in it", `at most ${variable.numberValue} devices`, true],
  ["anything", variable.value, true],
  ["a number", variable.numberValue, false],
  ["a list", variable.listValue, false],
  ["a list of numbers", Token.asNumberList(variable.value), false],
  ["a map", Token.asStringMap(variable.value), false],
])("a token of %s may turn out to be a text: %j", (_, token, expected) => {
  expect(isTokenOfText(token)).toBe(expected);
});

test.each<[string, unknown]>([
  ["a text", "text"],
  ["what a template would take for an expression", "${var.variable}"],
  ["a large number in a text", "1.5e+300"],
  ["nothing", null],
  ["undefined", undefined],
  ["true", true],
  ["a list", ["a"]],
  ["an object", { resolve: "a" }],
  ["a resource, which has tokens inside and holds itself", client],
  ["a variable", variable],
])("%s is none", (_, value) => {
  expect(isToken(value)).toBe(false);
  expect(isTokenOfText(value)).toBe(false);
  expect(holdsToken([{ value }])).toBe(false);
});
