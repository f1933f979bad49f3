export const STRATEGIES = ["revoke-oldest", "revoke-least-recently-used", "deny-login"] as const;

/**
 * What happens when a login exceeds the limit.
 *
 * - "revoke-oldest": the session that authenticated first is ended.
 * - "revoke-least-recently-used": the session that has gone unused for longest is ended.
 * - "deny-login": the login is refused, and the existing sessions keep their places.
 */
export type WhenExceeded = (typeof STRATEGIES)[number];
