import type { CacheRecord, CacheRecords, CacheWrite } from "../messages.ts";

// Source of the limits: Auth0, "Actions Limitations"; of the codes and of the default lifetime: Auth0's types of `api.cache`.
const MAX_ENTRIES = 20;
const MAX_KEY_BYTES = 64;
const MAX_VALUE_BYTES = 4096;
const MAX_TOTAL_BYTES = 8192;
const MAX_LIFETIME = 24 * 60 * 60 * 1000;
const DEFAULT_LIFETIME = 15 * 60 * 1000;

type WriteError =
  | "CacheKeySizeExceeded"
  | "CacheValueSizeExceeded"
  | "CacheSizeExceeded"
  | "ItemAlreadyExpired"
  | "InvalidExpiry"
  | "FailedToSetCacheRecord"
  | "CacheKeyDoesNotExist";

/** Milliseconds; the earlier of the two counts. */
interface Lifetime {
  ttl?: number;
  expires_at?: number;
}

/** `api.cache` of one execution: reads what was there when it began and what it wrote itself. */
export function createCache(records: CacheRecords, publish: (write: CacheWrite) => void) {
  const cached = new Map(Object.entries(records));

  return {
    get(key: string): CacheRecord | undefined {
      const record = cached.get(key);
      return record && record.expires_at > Date.now() ? { ...record } : undefined;
    },

    set(key: string, value: string, lifetime: Lifetime = {}) {
      if (typeof key !== "string" || typeof value !== "string") return failed("FailedToSetCacheRecord");
      const now = Date.now();
      const record = { value, expires_at: expiryOf(lifetime, now) };
      const others = [...cached].filter(([other, { expires_at }]) => other !== key && expires_at > now);
      const error = sizeError(key, value, others) ?? expiryError(record.expires_at, now);
      if (error) return failed(error);
      cached.set(key, record);
      publish({ type: "set", key, record });
      return { type: "success" as const, record: { ...record } };
    },

    delete(key: string) {
      if (!cached.delete(key)) return failed("CacheKeyDoesNotExist");
      publish({ type: "delete", key });
      return { type: "success" as const };
    },
  };
}

function failed(code: WriteError) {
  return { type: "error" as const, code };
}

function sizeError(key: string, value: string, others: [string, CacheRecord][]): WriteError | undefined {
  if (bytes(key) > MAX_KEY_BYTES) return "CacheKeySizeExceeded";
  if (bytes(value) > MAX_VALUE_BYTES) return "CacheValueSizeExceeded";
  const total = others.reduce(
    (sum, [other, record]) => sum + bytes(other) + bytes(record.value),
    bytes(key) + bytes(value),
  );
  // Auth0 has no code of its own for too many entries.
  if (total > MAX_TOTAL_BYTES || others.length >= MAX_ENTRIES) return "CacheSizeExceeded";
  return undefined;
}

function expiryError(expiresAt: number, now: number): WriteError | undefined {
  if (!Number.isSafeInteger(expiresAt)) return "InvalidExpiry";
  if (expiresAt <= now) return "ItemAlreadyExpired";
  if (expiresAt > now + MAX_LIFETIME) return "InvalidExpiry";
  return undefined;
}

function expiryOf({ ttl, expires_at }: Lifetime, now: number): number {
  const limits = [ttl === undefined ? undefined : now + ttl, expires_at].filter((limit) => limit !== undefined);
  return limits.length === 0 ? now + DEFAULT_LIFETIME : Math.floor(Math.min(...limits));
}

function bytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
