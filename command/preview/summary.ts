import { confidenceInterval } from "./confidence";
import type { Verdict } from "./verdict";

export interface Summary {
  readonly users: number;
  readonly usersOver: number;
  readonly sessions: number;
  readonly sessionsEnding: number;
  /** From 0 to 1, of the users that were looked at. */
  readonly shareOver: number;
  /** Of all users, with a confidence of 95 %, where those that were looked at are a sample. */
  readonly interval?: { readonly from: number; readonly to: number };
}

export function summarize(verdicts: readonly Verdict[], { sampled }: { sampled: boolean }): Summary {
  const over = verdicts.filter(({ ending }) => ending.length > 0);
  const total = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);
  return {
    users: verdicts.length,
    usersOver: over.length,
    sessions: total(verdicts.map(({ live }) => live)),
    sessionsEnding: total(over.map(({ ending }) => ending.length)),
    shareOver: verdicts.length === 0 ? 0 : over.length / verdicts.length,
    ...(sampled && { interval: confidenceInterval(over.length, verdicts.length) }),
  };
}
