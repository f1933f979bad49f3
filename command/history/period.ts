import type { Window } from "../window";

const HOUR = 60 * 60 * 1000;

const LENGTH = { hour: HOUR, day: 24 * HOUR };

export type PeriodLength = keyof typeof LENGTH;

/** The days or hours that the window touches, in UTC. Each is whole, except for the last. */
export function periodsOf({ start, end }: Window, by: PeriodLength): Window[] {
  const length = LENGTH[by];
  const first = Math.floor(start / length) * length;
  const count = Math.ceil((end - first) / length);
  return Array.from({ length: count }, (_, index) => ({
    start: first + index * length,
    end: Math.min(first + (index + 1) * length, end),
  }));
}
