import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const PROJECT = path.join(__dirname, "..", "..");

/**
 * How many blocks of a page show what was printed: a command's output, a plan, a report. The test that is named plays each, and
 * compares. That of the examples finds theirs by itself.
 */
const HELD: Record<string, { blocks: number; by: string }> = {
  "docs/construct.md": { blocks: 1, by: "shown.test.ts" },
  "docs/policy.md": { blocks: 1, by: "shown.test.ts" },
  "docs/rollout.md": { blocks: 8, by: "rollout.test.ts" },
};

const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "simulator/README.md",
  "constructs/providers/README.md",
  ...pagesIn("docs"),
  ...pagesIn("examples").filter((page) => !/^examples\/[\w-]+\/README\.md$/.test(page)),
];

function pagesIn(folder: string): string[] {
  return readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md") && !file.includes("node_modules"))
    .map((file) => path.join(folder, file));
}

/** The languages of what people write. Whatever else stands in a block was printed. */
const WRITTEN = ["ts", "js", "hcl", "yaml", "mermaid", "sh"];

/** Blocks with something that was printed: more than commands. */
function outputsIn(page: string): string[] {
  const text = readFileSync(path.join(PROJECT, page), "utf8");
  return [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)]
    .filter(([, language]) => !WRITTEN.includes(language!))
    .map(([, , content]) => content!.trimEnd())
    .filter((content) => content.split("\n").some((line) => !line.startsWith("$ ")));
}

test.each(pages)("a test holds every output that %s shows", (page) => {
  const { blocks, by } = HELD[page] ?? { blocks: 0 };
  expect(outputsIn(page)).toHaveLength(blocks);
  if (by)
    expect(readFileSync(path.join(PROJECT, "__tests__", "end-to-end", by), "utf8")).toContain(path.basename(page));
});
