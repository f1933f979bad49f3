import { inTime } from "./patience";

/** Shared by the trigger's executions, without any guarantee that an entry stays: at most 20 entries of 4 kB, for 24 hours. */
export interface Cache {
  /** @returns an entry with a `value`, or undefined */
  get(key: string): unknown;
  /** @param options.ttl milliseconds */
  set(key: string, value: string, options: { ttl: number }): unknown;
}

// A cache that throws, refuses, never answers or contains garbage counts as empty.

export async function readCache(cache: Cache, key: string): Promise<unknown> {
  try {
    const entry = (await inTime(cache.get(key))) as { value: string } | undefined;
    return entry && (JSON.parse(entry.value) as unknown);
  } catch {
    return undefined;
  }
}

/** @param ttl milliseconds */
export async function writeCache(cache: Cache, key: string, value: unknown, ttl: number): Promise<void> {
  try {
    await cache.set(key, JSON.stringify(value), { ttl });
  } catch {
    // The next login does without the entry.
  }
}
