/**
 * A moment in milliseconds since 1970. Auth0 takes a negative one, which is long past, but not zero.
 *
 * @throws Error for anything else
 */
export function requireTime(method: string, at: unknown): number {
  if (typeof at === "number" && Number.isFinite(at) && at !== 0) return at;
  throw new Error(`${method} was given ${String(at)}, not milliseconds since 1970`);
}
