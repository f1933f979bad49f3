import type { Budget } from "./budget";
import { Failure } from "./failure";

/** The number of calls that an Enterprise tenant's rate-limit bucket holds. */
const PARALLEL = 50;

export interface Eviction {
  ended: string[];
  /** How many could not be ended, or not in time. */
  failed: number;
  /** Why the first of these failed. */
  error?: unknown;
}

export const NOTHING_ENDED: Eviction = { ended: [], failed: 0 };

/** A call that ends sessions or devices. */
export interface Step {
  /** The ids of the sessions and devices that the call ends. */
  ids: readonly string[];
  run: () => Promise<void>;
}

/** Takes the steps in this order, several at a time, until the time has run out. A step that fails does not stop the others. */
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
