import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";

const PROJECT = path.join(__dirname, "..", "..");

const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "CHANGELOG.md",
  ...pagesIn("docs"),
  ...pagesIn("examples"),
];

function pagesIn(folder: string): string[] {
  return readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md") && !file.includes("node_modules"))
    .map((file) => path.join(folder, file));
}

/** As a forge makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

function anchorsIn(file: string): string[] {
  const headings = readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, heading]) => anchorOf(heading!));
}

test.each(pages)("the links in %s lead to what is there", (page) => {
  const text = readFileSync(path.join(PROJECT, page), "utf8");
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  const broken = links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [target = "", anchor] = link.split("#");
      const file = target === "" ? path.join(PROJECT, page) : path.join(PROJECT, path.dirname(page), target);
      if (!existsSync(file)) return true;
      return anchor !== undefined && !anchorsIn(file).includes(anchor);
    });
  expect(broken).toEqual([]);
});
