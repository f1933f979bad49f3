import { readFileSync } from "node:fs";
import path from "node:path";
import { faultTableInMarkdown } from "./fault-table-in-markdown";

test("docs/policy.md says what the end-to-end tests expect of each fault", () => {
  const page = readFileSync(path.join(__dirname, "../../docs/policy.md"), "utf8");
  const [, table] = page.split(/<!-- fault table: [^>]*-->|<!-- end of the fault table -->/);
  expect(table?.trim()).toBe(faultTableInMarkdown());
});
