// Written by "npm run contract" from policy-fields.ts. Change that file, not this one.
import type { WhenExceeded } from "./strategies";

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
   * - "deny-login": the login is refused, and the sessions that were there first keep their places.
   *
   * @default "revoke-oldest"
   */
  readonly whenExceeded?: WhenExceeded;

  /**
   * What the application is told when a login is refused. Only for "deny-login". May hold `{sessions}`, how many other
   * sessions there are, and `{placeFreesAt}`, when the next place frees by itself, in ISO 8601.
   *
   * @default "You are signed in on as many devices as allowed. Sign out on one of them and try again"
   */
  readonly denialMessage?: string;

  /**
   * After how many minutes without use a session no longer keeps others out, 1 or more. Only for "deny-login". A user who
   * has closed a browser for good gets back in after that time.
   *
   * @default - a session keeps its place until it expires
   */
  readonly idleSessionsFreeTheirSlotAfter?: number;

  /**
   * What happens to refresh tokens. An application that holds one goes on getting access tokens after its session has ended.
   *
   * - "keep": ending a session leaves them.
   * - "revoke": ending a session revokes those that were issued in it. Needs the scope `delete:refresh_tokens`.
   * - "revoke-others": a device that has no session any more, or never had one, counts by its refresh tokens, and they are
   *   revoked when it is over the limit. Needs the scopes `read:refresh_tokens` and `delete:refresh_tokens`, and one more call a
   *   login.
   *
   * @default "keep"
   */
  readonly refreshTokens?: "keep" | "revoke" | "revoke-others";

  /**
   * Exceptions. The first one that matches a login wins. A session that serves only "unlimited" applications is neither
   * counted nor ended.
   *
   * @default []
   */
  readonly rules?: readonly SessionRule[];

  /**
   * Where a user's own limit is found. That limit is a whole number, 1 or more, and beats the rules. Any other value is
   * ignored and reported.
   *
   * @default - users have no limits of their own
   */
  readonly userLimit?: UserLimit;

  /**
   * With "report-only", the Action decides and reports everything, and ends or refuses nothing.
   *
   * @default "enforce"
   */
  readonly enforcement?: "enforce" | "report-only";

  /**
   * Whether to check the limit when a session is used again, by single sign-on, silent authentication or a
   * refresh-token exchange. A session that the limit no longer admits is then ended. This is the way back to the limit
   * after an outage, without waiting for each user's next login. It costs a call to the Management API each time.
   *
   * @default false
   */
  readonly checkOnReuse?: boolean;

  /**
   * Whether a session ends others only once its user has given a second factor in it. Auth0 asks for a second factor after
   * the post-login Actions, so that somebody who has the password alone could otherwise end the user's sessions. The limit
   * is then enforced when the session is next used. "deny-login" ends nobody's session and stays as it is.
   *
   * @default false
   */
  readonly requireSecondFactor?: boolean;

  /**
   * What happens to a login when the user's sessions cannot be brought within the limit: an outage of the Management
   * API, a rate limit, a plan without session endpoints.
   *
   * @default "allow-login"
   */
  readonly onFailure?: "allow-login" | "deny-login";

  /**
   * How long the Action may hold up a login, in milliseconds, from 100 to 10000. Auth0 refuses a login whose post-login
   * Actions take longer than 20 seconds together, so half of that is left to the others.
   *
   * @default 5000
   */
  readonly timeBudget?: number;

  /**
   * How much of the tenant's rate limit for the Management API is left to its other users, in percent, from 0 to 90. Logins
   * that would take more wait within the time budget, or leave their sessions to the user's next login.
   *
   * @default 20
   */
  readonly rateLimitReserve?: number;
}

/** An exception for the logins to which all of its conditions apply. */
export interface SessionRule {
  /** The logins that the rule is for: one condition or more. All of them must hold; each holds if one of its values does. */
  readonly when: SessionConditions;

  /** How many sessions the user may hold at such a login, 1 or more, or "unlimited". */
  readonly maxSessions: number | "unlimited";

  /**
   * What makes room for such a login beyond the limit.
   *
   * @default - as the policy says
   */
  readonly whenExceeded?: WhenExceeded;

  /**
   * Which sessions the limit is for. With "matching", those that serve one of the rule's `clients`: these applications have
   * a limit of their own, beside the limit for the rest. Such a rule names `clients`, and may name `roles` and `users`.
   *
   * @default - "all": every session of the user that has no limit of its own
   */
  readonly counts?: "all" | "matching";
}

/** The logins that the rule is for: one condition or more. All of them must hold; each holds if one of its values does. */
export interface SessionConditions {
  /**
   * Client ids of the applications that the user signs in to.
   *
   * @default - any
   */
  readonly clients?: readonly string[];

  /**
   * Names or ids of connections.
   *
   * @default - any
   */
  readonly connections?: readonly string[];

  /**
   * Names or ids of organizations.
   *
   * @default - any
   */
  readonly organizations?: readonly string[];

  /**
   * Names of roles that the user has.
   *
   * @default - any
   */
  readonly roles?: readonly string[];

  /**
   * User ids.
   *
   * @default - any
   */
  readonly users?: readonly string[];

  /**
   * Protocols as in `event.transaction.protocol`, such as "samlp" or "oidc-basic-profile".
   *
   * @default - any
   */
  readonly protocols?: readonly string[];
}

/**
 * Where a user's own limit is found. That limit is a whole number, 1 or more, and beats the rules. Any other value is
 * ignored and reported.
 */
export interface UserLimit {
  /** The key in the user's `app_metadata`. */
  readonly appMetadataKey: string;
}

/** A policy with every default filled in, as the Action decides by it. */
export interface PolicyDocument extends SessionPolicyProps {
  readonly maxSessions: number;
  readonly whenExceeded: WhenExceeded;
  readonly denialMessage: string;
  readonly refreshTokens: "keep" | "revoke" | "revoke-others";
  readonly rules: readonly SessionRule[];
  readonly enforcement: "enforce" | "report-only";
  readonly checkOnReuse: boolean;
  readonly requireSecondFactor: boolean;
  readonly onFailure: "allow-login" | "deny-login";
  readonly timeBudget: number;
  readonly rateLimitReserve: number;
}
