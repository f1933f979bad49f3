import { readFileSync } from "node:fs";
import path from "node:path";
import { replaceFigures } from "../../benchmarks/documentation";

const page = readFileSync(path.join(__dirname, "../../docs/performance.md"), "utf8");

test("new figures take the place of the old ones in docs/performance.md, and of nothing else", () => {
  const [before] = page.split("<!-- figures");
  const once = replaceFigures(page, "the new ones");
  const twice = replaceFigures(once, "still newer ones");
  expect(once).toContain("the new ones");
  expect(twice).toBe(once.replace("the new ones", "still newer ones"));
  expect(twice.startsWith(before!)).toBe(true);
});

test("a page without a place for them is left alone", () => {
  expect(() => replaceFigures("# Performance\n", "figures")).toThrow(/must have a line "<!-- figures/);
});
