const HEADING = /^ {2}# \S+ (will|must) be /;

/** Terraform marks no line deeper than this; the unchanged lines of the Action's code start to the right of it. */
const MARKED = /^ {2,10}[-+~] /;

/** Of a plan's text without colours: the headings of the resources that change, and the lines that are marked as changed. */
export function changedLines(planText: string): string[] {
  const lines = planText.split("\n");
  const first = lines.findIndex((line) => HEADING.test(line)); // above it, marks are explained
  if (first === -1) return [];
  return lines
    .slice(first)
    .filter((line) => HEADING.test(line) || MARKED.test(line))
    .map((line) => line.slice(2).trimEnd());
}
