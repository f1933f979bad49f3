import { readFileSync } from "node:fs";
import path from "node:path";
import { faultTableInMarkdown } from "./fault-table-in-markdown";
import { policyValuesInMarkdown } from "./policy-values-in-markdown";

const PAGE = readFileSync(path.join(__dirname, "../../docs/policy.md"), "utf8");

test("docs/policy.md says what becomes of each field that is not given as it should be", () => {
  const [, table] = PAGE.split(/<!-- table of values: [^>]*-->|<!-- end of the table of values -->/);
  expect(table?.trim()).toBe(policyValuesInMarkdown());
});

test("docs/policy.md says what the end-to-end tests expect of each fault", () => {
  const [, table] = PAGE.split(/<!-- fault table: [^>]*-->|<!-- end of the fault table -->/);
  expect(table?.trim()).toBe(faultTableInMarkdown());
});
