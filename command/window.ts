/** The time from `start` up to but not including `end`, in milliseconds since 1970. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

export function halves({ start, end }: Window): [Window, Window] {
  const middle = Math.floor((start + end) / 2);
  return [
    { start, end: middle },
    { start: middle, end },
  ];
}

/** Whether the window can no longer be halved, because Auth0 states times to the millisecond. */
export function isMoment({ start, end }: Window): boolean {
  return end - start <= 1;
}
