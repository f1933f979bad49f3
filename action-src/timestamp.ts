/** Older than any real time. */
export const UNKNOWN_TIME = 0;

/** Milliseconds since 1970. By the Management API's schema, a date may also be an object or null. */
export function parseTimestamp(value: unknown): number {
  return (typeof value === "string" && Date.parse(value)) || UNKNOWN_TIME;
}
