/** What the probe found out. What could not be settled is not there. */
export interface Answers {
  readonly build: Build;
  /** What an Action is told that lists sessions at a login. */
  readonly sessionEndpoints?: Answer;
  /** Whether the list, read at a login, held the login's own session: one for each login. */
  readonly listedAtLogin?: readonly boolean[];
  readonly order?: Order;
  readonly deletion?: Deletion;
}

/** Of the probe's Action, with the `auth0` package at our version. */
export interface Build {
  /** Auth0's word, such as "built" or "failed". */
  readonly status: string;
  readonly milliseconds: number;
  /** What Auth0 says where it does not deploy it. */
  readonly refusal?: Answer;
}

export interface Answer {
  /** 0 where none came. */
  readonly status: number;
  readonly errorCode?: string;
  readonly message?: string;
}

/** Of the session list, by the time of the logins. */
export type Order = "oldest first" | "newest first" | "neither";

export interface Deletion {
  /** From the deletion's acceptance until the list showed the session no more; null if it did all the time. */
  readonly milliseconds: number | null;
}

/**
 * @param listed ids, as they were listed
 * @param loggedIn ids, the oldest login first
 * @returns undefined if fewer than three of them are listed: two come in one of the orders by chance
 */
export function orderOf(listed: readonly string[], loggedIn: readonly string[]): Order | undefined {
  const places = loggedIn.map((id) => listed.indexOf(id)).filter((place) => place !== -1);
  if (places.length < 3) return undefined;
  const isSorted = (sign: 1 | -1) => places.every((place, i) => i === 0 || sign * (place - places[i - 1]!) > 0);
  return isSorted(1) ? "oldest first" : isSorted(-1) ? "newest first" : "neither";
}
