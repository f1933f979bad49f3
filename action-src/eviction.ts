/** Few enough to leave others some of the tenant's rate limit. */
const PARALLEL = 5;

export interface Eviction {
  ended: string[];
  failed: { id: string; error: unknown }[];
}

/** Ends sessions in the order given, several at a time. One that fails does not keep the others. */
export async function evict(ids: readonly string[], end: (id: string) => Promise<void>): Promise<Eviction> {
  const waiting = [...ids];
  const eviction: Eviction = { ended: [], failed: [] };
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await end(id);
        eviction.ended.push(id);
      } catch (error) {
        eviction.failed.push({ id, error });
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return eviction;
}
