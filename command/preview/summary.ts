import { confidenceInterval } from "./confidence";
import { numberOf, type Verdict } from "./verdict";

export interface Summary {
  readonly users: number;
  readonly usersOver: number;
  readonly sessions: number;
  readonly sessionsEnding: number;
  /** Those without a session, as with sessions. */
  readonly devices: number;
  readonly devicesEnding: number;
  /** From 0 to 1, of the users that were looked at. */
  readonly shareOver: number;
  /** Of all users, with a confidence of 95 %, where those that were looked at are a sample. */
  readonly interval?: { readonly from: number; readonly to: number };
}

export function summarize(verdicts: readonly Verdict[], { sampled }: { sampled: boolean }): Summary {
  const over = verdicts.filter(({ ending }) => ending.length > 0);
  const places = verdicts.flatMap((verdict) => verdict.places);
  const ending = over.flatMap((verdict) => verdict.ending.map(({ place }) => place));
  return {
    users: verdicts.length,
    usersOver: over.length,
    sessions: numberOf("session", places),
    sessionsEnding: numberOf("session", ending),
    devices: numberOf("device", places),
    devicesEnding: numberOf("device", ending),
    shareOver: verdicts.length === 0 ? 0 : over.length / verdicts.length,
    ...(sampled && { interval: confidenceInterval(over.length, verdicts.length) }),
  };
}
