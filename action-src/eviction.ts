import type { Budget } from "./budget";
import { Failure } from "./failure";

/** As many connections as are worth opening. What the tenant has room for, the rate limit knows. */
const PARALLEL = 25;

export interface Eviction {
  ended: string[];
  /** How many could not be ended, or not in time. */
  failed: number;
  /** Why the first of them could not. */
  error?: unknown;
}

export const NOTHING_ENDED: Eviction = { ended: [], failed: 0 };

/** Ends sessions in this order, several at a time, until the time is over. One that fails does not keep the others. */
export async function evict(
  ids: readonly string[],
  end: (id: string) => Promise<void>,
  budget: Pick<Budget, "isSpent">,
): Promise<Eviction> {
  const waiting = ids.values();
  const ended: string[] = [];
  const errors: unknown[] = [];
  const work = async () => {
    for (const id of waiting) {
      try {
        await end(id);
        ended.push(id);
      } catch (error) {
        errors.push(error);
      }
      if (budget.isSpent) return;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const failed = ids.length - ended.length;
  return { ended, failed, ...(failed > 0 && { error: errors[0] ?? new Failure("TimeoutError") }) };
}
