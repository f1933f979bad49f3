/** What happens to a login, or to the user's other sessions, when the limit is exceeded. */
export type WhenExceeded = "revoke-oldest" | "revoke-least-recently-used" | "deny-login";

/** How many sessions a user may hold, and what happens at that limit. Any value may be a cdktf token. */
export interface SessionPolicyProps {
  /**
   * How many sessions a user may hold at a time, 1 or more.
   *
   * @default 1
   */
  readonly maxSessions?: number;

  /**
   * What makes room for a login beyond the limit.
   *
   * - "revoke-oldest": the session that authenticated first is ended.
   * - "revoke-least-recently-used": the session that was not used for longest is ended.
   * - "deny-login": the login is refused, and the sessions that were there first stay.
   *
   * @default "revoke-oldest"
   */
  readonly whenExceeded?: WhenExceeded;

  /**
   * What users read whose login is refused; only where something says "deny-login".
   *
   * @default "You are signed in on as many devices as allowed. Sign out on one of them and try again"
   */
  readonly denialMessage?: string;

  /**
   * After how many minutes without use a session no longer keeps others out, 1 or more; only where something says
   * "deny-login". A user who has closed a browser for good gets back in after that time.
   *
   * @default - a session keeps its place until it expires
   */
  readonly idleSessionsFreeTheirSlotAfter?: number;

  /**
   * Whether ending a session also revokes the refresh tokens that were issued in it. With "keep", an application that
   * holds a refresh token goes on getting access tokens after its session has ended. "revoke" needs the scope
   * `delete:refresh_tokens`.
   *
   * @default "keep"
   */
  readonly refreshTokens?: "keep" | "revoke";

  /**
   * Exceptions. The first one that matches a login wins. A session that serves only applications which are "unlimited" is
   * neither counted nor ended.
   *
   * @default - no exceptions
   */
  readonly rules?: SessionRule[];

  /**
   * Where a user's own limit is found: a whole number, 1 or more, in the user's `app_metadata`, which beats the rules. Any
   * other value is ignored and reported.
   *
   * @default - users have no limits of their own
   */
  readonly userLimit?: { readonly appMetadataKey: string };

  /**
   * With "report-only", everything is decided and reported, and nothing is ended or refused.
   *
   * @default "enforce"
   */
  readonly enforcement?: "enforce" | "report-only";

  /**
   * Whether a session that is used again, by single sign-on, silent authentication or a refresh-token exchange, is ended
   * where the limit no longer admits it. It is the way back to the limit after an outage, without waiting for each user's
   * next login, and costs a call to the Management API each time.
   *
   * @default false
   */
  readonly checkOnReuse?: boolean;

  /**
   * What becomes of a login when the user's sessions cannot be brought within the limit: an outage of the Management API, a
   * rate limit, a plan without session endpoints.
   *
   * @default "allow-login"
   */
  readonly onFailure?: "allow-login" | "deny-login";

  /**
   * How long the Action may hold up a login, in milliseconds, from 1 to 20000. Auth0 refuses a login whose post-login
   * Actions take longer than 20 seconds together.
   *
   * @default 5000
   */
  readonly timeBudget?: number;
}

/** An exception for the logins to which all of its conditions apply. */
export interface SessionRule {
  /** At least one condition; each applies if one of its values does. */
  readonly when: SessionConditions;
  /** 1 or more, or "unlimited". */
  readonly maxSessions: number | "unlimited";
  /** @default - as the policy says */
  readonly whenExceeded?: WhenExceeded;
}

export interface SessionConditions {
  /** Client ids of the applications logged in to. */
  readonly clients?: string[];
  /** Names or ids of connections. */
  readonly connections?: string[];
  /** Names or ids of organizations. */
  readonly organizations?: string[];
  /** Names of roles that the user has. */
  readonly roles?: string[];
  /** User ids. */
  readonly users?: string[];
  /** Protocols as in `event.transaction.protocol`, such as "samlp" or "oidc-basic-profile". */
  readonly protocols?: string[];
}
