import { readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(__dirname, "..", "..");

/** The fields that the Action's report may have, as its source writes them. */
function written(): string[] {
  const source = readFileSync(path.join(ROOT, "action-src", "report.ts"), "utf8");
  const [, fields = ""] = /return line\(\{\n(.*?)\n {2}\}\);/s.exec(source) ?? [];
  return [...fields.matchAll(/^ {4}(?:(\w+)(?:[:,]))|^ {4}\.\.\.naming/gm)].map(([, name]) => name ?? "ignored");
}

test("docs/policy.md explains every field of the report, in the report's order", () => {
  const section = readFileSync(path.join(ROOT, "docs", "policy.md"), "utf8").split("## What the Action reports")[1]!;
  const explained = [...section.split("\n## ")[0]!.matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name!);
  expect(explained).toEqual(written());
});
