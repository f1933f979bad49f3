import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { run } from "../terraform/command";
import type { Plot } from "./measure";

const DOCS = path.join(__dirname, "..", "docs");
const PAGE = path.join(DOCS, "performance.md");
const PLOTS = "plots";

const BEGIN = "<!-- figures: written by `npm run bench -- --docs` -->";
const END = "<!-- end of the figures -->";

/** The link of a plot, from a page in docs/. */
export function linkTo({ name, alt }: Plot): string {
  return `![${alt}](${PLOTS}/${name}.svg)`;
}

export async function writePlots(plots: Plot[]): Promise<void> {
  await mkdir(path.join(DOCS, PLOTS), { recursive: true });
  await Promise.all(plots.map(({ name, svg }) => writeFile(path.join(DOCS, PLOTS, `${name}.svg`), svg)));
}

/** Replaces the figures on the page. */
export async function writeDocumentation(figures: string): Promise<void> {
  await writeFile(PAGE, replaceFigures(await readFile(PAGE, "utf8"), figures));
  await run("npx", ["prettier", "--write", PAGE]);
}

/** @throws Error if the page has no place for the figures */
export function replaceFigures(page: string, figures: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`${PAGE} must have a line "${BEGIN}" with a line "${END}" below it`);
  return `${page.slice(0, begin)}${BEGIN}\n\n${figures}\n\n${page.slice(end)}`;
}
