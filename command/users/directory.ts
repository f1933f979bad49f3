import type { Window } from "../window";

/** What a policy's conditions and limits ask of a user. */
export interface User {
  readonly id: string;
  /** Names of the connections that the user's identities are of. */
  readonly connections: readonly string[];
  readonly appMetadata: Record<string, unknown>;
}

/** A user whom a search gave. */
export interface FoundUser extends User {
  /** Milliseconds since 1970. */
  readonly lastLogin: number;
}

/** The tenant's users by the time of their last login. */
export interface Directory {
  count(window: Window): Promise<number>;
  /** A page of them, latest login first. Auth0 gives no more than the first 1000 of a search. */
  page(window: Window, page: number): Promise<FoundUser[]>;
}

export const PAGE_SIZE = 100;

/** What a search gives, however many match. Source: Auth0 docs, "User Search Best Practices". */
export const SEARCH_LIMIT = 1000;
