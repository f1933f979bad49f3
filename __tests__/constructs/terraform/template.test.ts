import fc from "fast-check";
import { escapeTemplate } from "../../../constructs/terraform/template";

test.each([
  ["`Hello ${name}`", "`Hello $${name}`"],
  ["%{x}", "%%{x}"],
  ["$${x}", "$$${x}"],
  ["100%${x}", "100%$${x}"],
  ["${`${x}`}", "$${`$${x}`}"],
  ['$ % { } "\n\\', '$ % { } "\n\\'],
])("%j becomes %j", (text, template) => {
  expect(escapeTemplate(text)).toBe(template);
});

/** What Terraform reads a template without expressions as: a doubled marker before a brace stands for one. */
const evaluate = (template: string) => template.replace(/\$\$\{|%%\{/g, (marker) => marker.slice(1));

test("whatever the text, Terraform reads it back", () => {
  const text = fc.array(fc.constantFrom("$", "%", "{", "}", "`", "\\", '"', "\n", "a")).map((parts) => parts.join(""));
  fc.assert(fc.property(text, (text) => expect(evaluate(escapeTemplate(text))).toBe(text)));
});
