/**
 * What the construct writes at the top of the Action's code, and the only thing that `constructs/` and `action-src/` share.
 */
export interface PolicyDocument {
  /** How many sessions a user may hold at a time; 1 or more. */
  maxSessions: number;
  whenExceeded: WhenExceeded;
  /** What a user is told whose login is refused. */
  denialMessage: string;
  /** After how many minutes without use a session no longer keeps others out; only for `deny-login`. */
  idleSessionsFreeTheirSlotAfter?: number;
  /** Whether ending a session also revokes the refresh tokens that were issued in it. */
  refreshTokens: "keep" | "revoke";
  /** Exceptions; the first one that matches a login wins. */
  rules: Rule[];
  /** Where a user's own limit stands; it beats the rules. */
  userLimit?: { appMetadataKey: string };
  /** With `report-only`, everything is decided and reported, and nothing is ended or refused. */
  enforcement: "enforce" | "report-only";
  /** Whether a session that is used again is ended where the limit no longer admits it. */
  checkOnReuse: boolean;
  /** What becomes of a login whose user's sessions could not be brought within the limit. */
  onFailure: "allow-login" | "deny-login";
  /** How long the Action may hold up a login, in milliseconds. */
  timeBudget: number;
}

/** Whose session makes room: the one that authenticated first, the one that was not used for longest, or the login's own. */
export type WhenExceeded = "revoke-oldest" | "revoke-least-recently-used" | "deny-login";

export interface Rule {
  when: Conditions;
  maxSessions: number | "unlimited";
  whenExceeded?: WhenExceeded;
}

/** All that are given must hold, each by any one of its values. */
export interface Conditions {
  /** Client ids. */
  clients?: string[];
  /** Names or ids. */
  connections?: string[];
  /** Names or ids. */
  organizations?: string[];
  /** Names of the user's roles. */
  roles?: string[];
  /** User ids. */
  users?: string[];
  /** As in `event.transaction.protocol`. */
  protocols?: string[];
}
