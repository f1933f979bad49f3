import { inMarkdown } from "../docs/table-in-markdown";
import type { Outcome } from "./interruption-outcome";
import { nameOf, type Work } from "./interruption-works";

/** To each refused call, what it took to come to the tenant that an undisturbed run comes to. */
export type Outcomes = [call: string, outcome: Outcome][];

const BEGIN = "<!-- interruptions: written by `npm run test:interruptions` -->";
const END = "<!-- end of interruptions -->";

const HEADINGS = ["from → to", "calls refused", "again is enough", "what else it took"];
const NOT_RUN = ["not run", "", ""];

/** The names of the works that the page has a row for, in its order. */
export function namesIn(page: string): string[] {
  return rowsIn(page).map(([name]) => name!);
}

/** The page with a row for each of the works, and with these outcomes of one of them. */
export function withOutcomes(page: string, works: Work[], of: Work, outcomes: Outcomes): string {
  const known = new Map(rowsIn(page).map(([name, ...cells]) => [name, cells]));
  known.set(nameOf(of), cellsOf(outcomes));
  const rows = works.map((work) => [nameOf(work), ...(known.get(nameOf(work)) ?? NOT_RUN)]);
  const [begin, end] = placeIn(page);
  return `${page.slice(0, begin)}\n\n${inMarkdown(HEADINGS, rows)}\n\n${page.slice(end)}`;
}

function cellsOf(outcomes: Outcomes): string[] {
  const others = outcomes.filter(([, outcome]) => outcome !== "again");
  const remedies = [...new Set(others.map(([, outcome]) => outcome))].map((remedy) => {
    const routes = others.filter(([, outcome]) => outcome === remedy).map(([call]) => `\`${routeOf(call)}\``);
    return `${remedy}: ${[...new Set(routes)].join(", ")}`;
  });
  return [`${outcomes.length}`, `${outcomes.length - others.length}`, remedies.join("; ")];
}

function routeOf(call: string): string {
  return call.replace(/^\d+\. /, "").replace("/api/v2", "");
}

function rowsIn(page: string): string[][] {
  const [begin, end] = placeIn(page);
  const lines = page
    .slice(begin, end)
    .split("\n")
    .filter((line) => line.startsWith("| "));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function placeIn(page: string): [begin: number, end: number] {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`the page must have a line "${BEGIN}" and below it "${END}"`);
  return [begin + BEGIN.length, end];
}
