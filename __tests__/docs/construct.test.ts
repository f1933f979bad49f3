import { readFileSync } from "node:fs";
import path from "node:path";
import type { Field } from "../../contract/fields";
import { POLICY } from "../../contract/policy-fields";

const PAGE = readFileSync(path.join(__dirname, "../../docs/construct.md"), "utf8");

/** Each field's row of the table, as its name and its default. */
function rows(): [field: string, value: string][] {
  const table = PAGE.split("## The policy")[1]!.split("\n\n")[1]!;
  const cells = table.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  return cells.slice(2).map(([, field, , value]) => [field!.replaceAll("`", ""), value!.replaceAll("`", "")]);
}

test("docs/construct.md names every field of the policy, with its default", () => {
  const declared = Object.entries<Field>(POLICY.fields).map(([name, field]) => {
    const value = "default" in field && name !== "denialMessage" ? JSON.stringify(field.default) : "";
    return [name, value];
  });
  expect(rows().sort()).toEqual(declared.sort());
});
