import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { UPGRADES } from "../end-to-end/releases/upgrades";
import { inMarkdown } from "./table-in-markdown";

test("docs/upgrading.md says what the end-to-end tests expect of an upgrade from each release", () => {
  const rows = Object.entries(UPGRADES).flatMap(([release, stacks]) =>
    Object.entries(stacks).map(([stack, effects]) => {
      const plan = Object.entries(effects).map(([type, effect]) => `\`${type}\`: ${effect}`);
      return [release, stack, plan.join("; ")];
    }),
  );
  const page = readFileSync(path.join(__dirname, "..", "..", "docs", "upgrading.md"), "utf8");
  expect(page).toContain(inMarkdown(["from", "stack", "what the plan does"], rows));
});

test("every stack that is kept of a release is upgraded", () => {
  const folder = path.join(__dirname, "..", "end-to-end", "releases");
  const kept = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tf.json"));
  const upgraded = Object.entries(UPGRADES).flatMap(([release, stacks]) =>
    Object.keys(stacks).map((stack) => path.join(release, `${stack}.tf.json`)),
  );
  expect(kept.sort()).toEqual(upgraded.sort());
});
