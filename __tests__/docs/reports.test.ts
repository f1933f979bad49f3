import { readFileSync } from "node:fs";
import path from "node:path";

const DOCS = path.join(__dirname, "..", "..", "docs");
const PAGE = readFileSync(path.join(DOCS, "reports.md"), "utf8");

/** Each test that the page says shows something: its file, and a part of its name. */
const shown = [...PAGE.matchAll(/\[[^\]]+\]\((\S+\.test\.ts)\) "([^"]+)"/g)].map(([, file, name]) => [name!, file!]);

test("docs/reports.md says of each report that was tried which test shows it", () => {
  const rows = PAGE.split("\n").filter((line) => /^\| [#\w-]*#\d/.test(line));
  expect(rows.length).toBeGreaterThan(0);
  expect(shown).toHaveLength(rows.filter((row) => !row.includes("not tried")).length);
});

test.each(shown)("a test of that name is there: %s", (name, file) => {
  expect(readFileSync(path.join(DOCS, file), "utf8")).toContain(name);
});
