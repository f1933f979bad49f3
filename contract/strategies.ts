export const STRATEGIES = ["revoke-oldest", "revoke-least-recently-used", "deny-login"] as const;

/**
 * What makes room for a login beyond the limit.
 *
 * - "revoke-oldest": the session that authenticated first is ended.
 * - "revoke-least-recently-used": the session that was not used for longest is ended.
 * - "deny-login": the login is refused, and the sessions that were there first keep their places.
 */
export type WhenExceeded = (typeof STRATEGIES)[number];
