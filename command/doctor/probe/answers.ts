/** What the probe found out. Whatever could not be settled is undefined. */
export interface Answers {
  readonly build: Build;
  /** The answer to an Action that lists sessions at a login. */
  readonly sessionEndpoints?: Answer;
  /** For each login, whether a list read at that login contained the login's own session. */
  readonly listedAtLogin?: readonly boolean[];
  readonly order?: Order;
  readonly deletion?: Deletion;
}

/** The build of the probe's Action, with our version of the `auth0` package. */
export interface Build {
  /** Auth0's status, such as "built" or "failed". */
  readonly status: string;
  readonly milliseconds: number;
  /** Auth0's answer if it refuses to deploy the Action. */
  readonly refusal?: Answer;
}

export interface Answer {
  /** The HTTP status; 0 if no answer arrived. */
  readonly status: number;
  readonly errorCode?: string;
  readonly message?: string;
}

/** The order of the session list, by the time of the logins. */
export type Order = "oldest first" | "newest first" | "neither";

export interface Deletion {
  /** From the acceptance of the deletion until the list no longer showed the session; null if it still showed it at the end. */
  readonly milliseconds: number | null;
}

/**
 * @param listed session ids, in the order of the list
 * @param loggedIn session ids, oldest login first
 * @returns undefined if fewer than three of the logins are listed, because two are always in one of the orders
 */
export function orderOf(listed: readonly string[], loggedIn: readonly string[]): Order | undefined {
  const places = loggedIn.map((id) => listed.indexOf(id)).filter((place) => place !== -1);
  if (places.length < 3) return undefined;
  const isSorted = (sign: 1 | -1) => places.every((place, i) => i === 0 || sign * (place - places[i - 1]!) > 0);
  return isSorted(1) ? "oldest first" : isSorted(-1) ? "newest first" : "neither";
}
