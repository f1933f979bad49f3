/** Older than any real time: what an unknown time counts as. */
export const UNKNOWN_TIME = 0;

/**
 * Milliseconds since 1970. The Management API's schema allows a session's dates to be a string, an object or null
 * (`SessionDate`), so nothing is taken for granted.
 */
export function parseTimestamp(value: unknown): number {
  const time = typeof value === "string" || value instanceof Date ? new Date(value).getTime() : NaN;
  return Number.isNaN(time) ? UNKNOWN_TIME : time;
}
