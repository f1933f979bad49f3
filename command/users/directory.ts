import type { Window } from "../window";

/** What a policy's conditions and limits need to know about a user. */
export interface User {
  readonly id: string;
  /** The names of the connections of the user's identities. */
  readonly connections: readonly string[];
  readonly appMetadata: Record<string, unknown>;
}

/** A user whom a search found. */
export interface FoundUser extends User {
  /** In milliseconds since 1970. */
  readonly lastLogin: number;
}

/** The tenant's users by the time of their last login. */
export interface Directory {
  count(window: Window): Promise<number>;
  /** A page of users, latest login first. Auth0 returns only the first 1000 results of a search. */
  page(window: Window, page: number): Promise<FoundUser[]>;
}

export const PAGE_SIZE = 100;

/** How many users a search returns at most, however many match. Source: Auth0 docs, "User Search Best Practices". */
export const SEARCH_LIMIT = 1000;
