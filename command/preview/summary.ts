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
  /** The share of the examined users who are over the limit, from 0 to 1. */
  readonly shareOver: number;
  /** If the examined users are a sample, the share of all users who are over the limit, with 95 % confidence. */
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
