/** A time from `start`, up to but not including `end`, in milliseconds since 1970. */
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

/** Whether it can be halved no more: Auth0 tells times to the millisecond. */
export function isMoment({ start, end }: Window): boolean {
  return end - start <= 1;
}
