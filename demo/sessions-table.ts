import type { DeviceSession } from "./user";

/** A line for each session: a full mark for a live one, the device, the session's first characters, its state. */
export function sessionsTable(sessions: readonly DeviceSession[]): string[] {
  const width = Math.max(0, ...sessions.map(({ device }) => device.length));
  return sessions.map(({ device, session, live }) =>
    [live ? "●" : "○", device.padEnd(width), abbreviate(session), live ? "live" : "ended"].join("  "),
  );
}

/** Long enough to tell sessions apart, and of equal length, so that the columns stay straight. */
function abbreviate(session: string): string {
  return `${session.slice(0, 8)}…`;
}
