/** Users by the time of their last login: from `start`, up to but not including `end`, in milliseconds since 1970. */
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

/** Whether it can be halved no more: Auth0 keeps a last login to the millisecond. */
export function isMoment({ start, end }: Window): boolean {
  return end - start <= 1;
}

/** As Auth0's user search has it, in Lucene's syntax. Source: Auth0 docs, "User Search Query Syntax". */
export function searchQuery({ start, end }: Window): string {
  return `last_login:[${new Date(start).toISOString()} TO ${new Date(end).toISOString()}}`;
}
