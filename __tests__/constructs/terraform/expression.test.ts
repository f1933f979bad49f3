import { conditional, Fn, Lazy, TerraformOutput, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { Client } from "../../../constructs/providers/auth0/client";
import { Auth0Provider } from "../../../constructs/providers/auth0/provider";
import { expression, source } from "../../../constructs/terraform/expression";

const stack = new TerraformStack(Testing.app(), "stack");
const x = new TerraformVariable(stack, "x", {});
const y = new TerraformVariable(stack, "y", {});
new Auth0Provider(stack, "Auth0");
const client = new Client(stack, "Client", { name: "Client" });
const output = new TerraformOutput(stack, "output", { value: "" });

/** As it stands in the configuration. */
function synthesized(value: unknown): unknown {
  output.value = value;
  return (JSON.parse(Testing.synth(stack)) as { output: { output: { value: unknown } } }).output.output.value;
}

test.each<[string, unknown, string]>([
  ["a text", 'a "b" \\ \n\t\b\f ü', '"a \\"b\\" \\\\ \\n\\t\\u0008\\u000c ü"'],
  ["a backslash before a letter", "\\b\\\\f", '"\\\\b\\\\\\\\f"'],
  ["what a template would evaluate", "${x} %{x}", '"$${x} %%{x}"'],
  ["a number", 1.5, "1.5"],
  ["a boolean", true, "true"],
  ["null", null, "null"],
  ["a list", [1, "a", [null]], '[1, "a", [null]]'],
  ["an object", { a: { "b c": 1 }, d: undefined }, '{"a" = {"b c" = 1}}'],
  ["a token for a string", x.stringValue, "var.x"],
  ["a token for a number", x.numberValue, "var.x"],
  ["a token for a list", x.listValue, "var.x"],
  ["a token for a map", Token.asStringMap(x.value), "var.x"],
  ["a token for anything", x.value, "var.x"],
  ["a token in a list", [x.value], "[var.x]"],
  ["a token in an object", { a: x.stringValue }, '{"a" = var.x}'],
  ["an attribute", client.clientId, "auth0_client.Client.client_id"],
  ["text around tokens", `a "${x.stringValue}" ${y.numberValue}%{`, 'join("", ["a \\"", var.x, "\\" ", var.y, "%%{"])'],
  ["a dollar before a token", `$${x.stringValue}`, 'join("", ["$", var.x])'],
  ["what a function gives", Fn.join("-", [`a${x.stringValue}`]), 'join("-", ["a${var.x}"])'],
  ["a conditional", conditional(true, x.value, "b"), 'true ? var.x : "b"'],
  ["an expression", expression`f(${x.value})`, "f(var.x)"],
  ["an expression as a text", `${expression`f(${x.value})`.toString()}!`, 'join("", [f(var.x), "!"])'],
  ["source text", source("v.a"), "v.a"],
  ["a lazy text", Lazy.stringValue({ produce: () => "a" }), '"a"'],
  ["a lazy text with a token", Lazy.stringValue({ produce: () => `a${x.stringValue}` }), 'join("", ["a", var.x])'],
  ["a token for what is known", Token.asAny({ a: [x.value] }), '{"a" = [var.x]}'],
  ["an expression of its author's", Token.asNumber("${local.a}"), "local.a"],
  ["a template of its author's", Token.asAny("a ${local.a}"), '"a ${local.a}"'],
  ["a token for null", Token.nullValue(), "null"],
])("%s", (_, value, expected) => {
  expect(synthesized(expression`f(${value}, 1)`)).toBe(`\${f(${expected}, 1)}`);
});

test("stands in a text as an interpolation", () => {
  expect(synthesized(`a ${expression`f(${x.value})`.toString()} b`)).toBe("a ${f(var.x)} b");
});
