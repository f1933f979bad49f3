import { readFileSync } from "node:fs";
import path from "node:path";
import { hidden, shown } from "../end-to-end/drift-table";

/** The cells of every table row in a page, headings included. */
function rows(page: string): string[][] {
  const lines = page.split("\n").filter((line) => line.startsWith("|") && !/^\| -/.test(line));
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test("docs/drift.md says what the end-to-end tests expect of each change", () => {
  const plans = (plan: Record<string, string[]>) =>
    Object.entries(plan).map(([type, actions]) => `\`${type}\`: ${actions.join(", ")}`);
  expect(rows(readFileSync(path.join(__dirname, "../../docs/drift.md"), "utf8"))).toEqual([
    ["What was changed", "Shown by the next plan?", "What an apply does"],
    ...shown.map(({ change, plan, apply }) => [change, plans(plan).join("; "), apply]),
    ...hidden.map(({ change, limited }) => [
      change,
      "no",
      limited ? "nothing" : "nothing; **the limit is not enforced**",
    ]),
  ]);
});
