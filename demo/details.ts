import color from "picocolors";
import { sessionsTable } from "./sessions-table";
import type { Details } from "./step";

/** What there is to see of a step, a line each. */
export function showDetails({ resources = [], sessions = [], logs = [], changes = [] }: Details): string[] {
  return [
    ...resources.map((address) => `${color.green("+")} ${address}`),
    ...sessionsTable(sessions).map((line, row) => (sessions[row]?.live ? color.green(line) : color.dim(line))),
    ...logs.map((line) => color.dim(line)),
    ...changes.map(paint),
  ];
}

const MARKS: Record<string, (line: string) => string> = { "+": color.green, "-": color.red, "~": color.yellow };

function paint(change: string): string {
  const mark = change.trimStart().charAt(0);
  return MARKS[mark]?.(change) ?? change;
}
