import type { CacheRecords, CacheWrite } from "./messages";

/**
 * What `api.cache` holds: one for the whole trigger, so that its Actions and their instances share it.
 * Each execution gets the records as they are when it begins, and its own writes are checked against those: two
 * executions at once can lose each other's write, as they can on Auth0, whose cache has no locks.
 */
export class TriggerCache {
  private readonly records = new Map<string, CacheRecords[string]>();

  recordsAt(now: number): CacheRecords {
    return Object.fromEntries([...this.records].filter(([, record]) => record.expires_at > now));
  }

  apply(write: CacheWrite): void {
    if (write.type === "set") this.records.set(write.key, write.record);
    else this.records.delete(write.key);
  }
}
