import { readFileSync } from "node:fs";
import path from "node:path";

test("the planning table of docs/busy-tenants.md follows from the formula above it", () => {
  const page = readFileSync(path.join(__dirname, "../../docs/busy-tenants.md"), "utf8");
  const [, table = ""] = page.split(/<!-- planning table -->|<!-- end of the planning table -->/);
  const rows = [...table.matchAll(/^\| *([\d.]+) \| *([\d.]+) \| *([\d.]+) \| *([\d.]+) \|$/gm)];
  expect(rows.length).toBeGreaterThan(3);
  for (const [, ...cells] of rows) {
    const [logins = NaN, ...calls] = cells.map(Number);
    expect(calls).toEqual([0, 0.5, 1].map((ended) => logins * (1 + ended)));
  }
});
