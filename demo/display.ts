import color from "picocolors";
import type { Details, DeviceSession } from "./reporter";

/** The details of a step, in lines to print. */
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

/** A line for each session, with a mark that is filled if it is live, the device, the session's first characters and its state. */
export function sessionsTable(sessions: readonly DeviceSession[]): string[] {
  const width = Math.max(0, ...sessions.map(({ device }) => device.length));
  return sessions.map(({ device, session, live }) =>
    [live ? "●" : "○", device.padEnd(width), abbreviate(session), live ? "live" : "ended"].join("  "),
  );
}

/** The first characters of a session's id: enough to tell sessions apart, and always the same number, so that columns line up. */
function abbreviate(session: string): string {
  return `${session.slice(0, 8)}…`;
}

/** A duration in milliseconds as people write it: "240 ms", "6.3 s", "1 min 12 s". */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
