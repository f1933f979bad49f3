/**
 * What the construct writes at the top of the Action's code, and the only thing that `constructs/` and `action-src/` share.
 */
export interface PolicyDocument {
  /** How many sessions a user may hold at a time; 1 or more. */
  maxSessions: number;
  /** Whether ending a session also revokes the refresh tokens that were issued in it. */
  refreshTokens: "keep" | "revoke";
  /** How long the Action may hold up a login, in milliseconds. */
  timeBudget: number;
}
