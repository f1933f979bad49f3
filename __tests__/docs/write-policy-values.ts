import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { policyValuesInMarkdown } from "./policy-values-in-markdown";

const PAGE = path.join(__dirname, "../../docs/policy.md");

/** The table's place in the page: between these two, with an empty line on either side. */
const TABLE = /(<!-- table of values: [^>]*-->\n\n)[^]*(\n\n<!-- end of the table of values -->)/;

const page = readFileSync(PAGE, "utf8");
if (!TABLE.test(page))
  throw new Error(`"${PAGE}" has no place for the table of values; it stands between two comments`);
writeFileSync(
  PAGE,
  page.replace(TABLE, (_, before: string, after: string) => `${before}${policyValuesInMarkdown()}${after}`),
);
