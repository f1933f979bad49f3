/** What makes room for a login beyond the limit. */
export const STRATEGIES = ["revoke-oldest", "revoke-least-recently-used", "deny-login"] as const;

export type WhenExceeded = (typeof STRATEGIES)[number];
