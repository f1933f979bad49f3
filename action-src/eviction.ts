import type { Budget } from "./budget";
import { Failure } from "./failure";

/** As many calls as an Enterprise tenant's bucket holds. */
const PARALLEL = 50;

export interface Eviction {
  ended: string[];
  /** How many could not be ended, or not in time. */
  failed: number;
  /** Why the first of them could not. */
  error?: unknown;
}

export const NOTHING_ENDED: Eviction = { ended: [], failed: 0 };

/** What one call ends. */
export interface Step {
  /** The sessions and devices that are then over. */
  ids: readonly string[];
  run: () => Promise<void>;
}

/** Takes steps in this order, several at a time, until the time is over. One that fails does not keep the others. */
export async function evict(steps: readonly Step[], budget: Pick<Budget, "isSpent">): Promise<Eviction> {
  const waiting = steps.values();
  const ended: string[] = [];
  const errors: unknown[] = [];
  const work = async () => {
    for (const { ids, run } of waiting) {
      try {
        await run();
        ended.push(...ids);
      } catch (error) {
        errors.push(error);
      }
      if (budget.isSpent) return;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const failed = steps.flatMap(({ ids }) => ids).length - ended.length;
  return { ended, failed, ...(failed > 0 && { error: errors[0] ?? new Failure("TimeoutError") }) };
}
