/** Stands for a time that is not known. It is earlier than any real time. */
export const UNKNOWN_TIME = 0;

/** The time in milliseconds since 1970. According to the Management API's schema, a date may also be an object or null. */
export function parseTimestamp(value: unknown): number {
  return (typeof value === "string" && Date.parse(value)) || UNKNOWN_TIME;
}
