/** Older than any real time: what an unknown time counts as. */
export const UNKNOWN_TIME = 0;

/** Milliseconds since 1970. The Management API's schema (`SessionDate`) allows a date to be a string, an object or null. */
export function parseTimestamp(value: unknown): number {
  return (typeof value === "string" && Date.parse(value)) || UNKNOWN_TIME;
}
