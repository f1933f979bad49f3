// Written by "npm run contract" from policy-fields.ts. Change that file, not this one.
import type { WhenExceeded } from "./strategies";

/** The session policy: how many sessions a user may hold, and what happens at that limit. Any value may be a cdktf token. */
export interface SessionPolicyProps {
  /**
   * How many sessions a user may hold at the same time, 1 or more.
   *
   * @default 1
   */
  readonly maxSessions?: number;

  /**
   * What happens when a login exceeds the limit.
   *
   * - "revoke-oldest": the session that authenticated first is ended.
   * - "revoke-least-recently-used": the session that has gone unused for longest is ended.
   * - "deny-login": the login is refused, and the existing sessions keep their places.
   *
   * @default "revoke-oldest"
   */
  readonly whenExceeded?: WhenExceeded;

  /**
   * The message that the application receives when a login is refused. Only for "deny-login". It may contain `{sessions}`,
   * which becomes the number of the user's other sessions, and `{placeFreesAt}`, which becomes the time at which the next place
   * frees up by itself, in ISO 8601.
   *
   * @default "You are signed in on as many devices as allowed. Sign out on one of them and try again"
   */
  readonly denialMessage?: string;

  /**
   * How many minutes a session may go unused before it gives up its place, 1 or more. Only for "deny-login". A user who
   * has lost access to a browser can log in elsewhere after that time.
   *
   * @default - a session keeps its place until it expires
   */
  readonly idleSessionsFreeTheirSlotAfter?: number;

  /**
   * What happens to refresh tokens. An application that holds one can still get access tokens after its session has ended.
   *
   * - "keep": ending a session leaves its refresh tokens alone.
   * - "revoke": ending a session revokes the refresh tokens that were issued in it. Needs the scope `delete:refresh_tokens`.
   * - "revoke-others": as "revoke"; in addition, a device whose session has ended, or that never had one, counts by its refresh
   *   tokens, which are revoked when the device is over the limit. Needs the scopes `read:refresh_tokens` and
   *   `delete:refresh_tokens`, and one more Management API call per login.
   *
   * @default "keep"
   */
  readonly refreshTokens?: "keep" | "revoke" | "revoke-others";

  /**
   * Exceptions to the policy. The first rule that matches a login applies. A session that serves only "unlimited"
   * applications is neither counted nor ended.
   *
   * @default []
   */
  readonly rules?: readonly SessionRule[];

  /**
   * Where a user's own limit is stored. That limit is a whole number, 1 or more, and takes precedence over the rules. Any
   * other value is ignored and reported.
   *
   * @default - users have no limits of their own
   */
  readonly userLimit?: UserLimit;

  /**
   * Whether the policy is enforced. With "report-only", the Action decides and reports as usual, but ends no session and refuses no login.
   *
   * @default "enforce"
   */
  readonly enforcement?: "enforce" | "report-only";

  /**
   * Whether to check the limit whenever a session is used again, through single sign-on, silent authentication or a
   * refresh-token exchange. A session that the limit no longer allows is then ended. After an outage, this restores the limit
   * without waiting for each user's next login. It costs one Management API call for each such use.
   *
   * @default false
   */
  readonly checkOnReuse?: boolean;

  /**
   * Whether a session ends others only after its user has completed a second factor in it. Auth0 asks for a second factor
   * after the post-login Actions, so without this, somebody who has only the password could end the user's sessions. With it, the
   * limit is enforced when the session is next used. "deny-login" ends nobody's session, so it is not affected.
   *
   * @default false
   */
  readonly requireSecondFactor?: boolean;

  /**
   * What happens to a login when the user's sessions cannot be brought within the limit because of an outage of the
   * Management API, a rate limit or a plan without session endpoints.
   *
   * @default "allow-login"
   */
  readonly onFailure?: "allow-login" | "deny-login";

  /**
   * How long the Action may delay a login, in milliseconds, from 100 to 10000. Auth0 refuses a login whose post-login
   * Actions together take longer than 20 seconds, so at least half of that is left to the other Actions.
   *
   * @default 5000
   */
  readonly timeBudget?: number;

  /**
   * How much of the tenant's Management API rate limit the Action leaves to other callers, in percent, from 0 to 90. A login
   * that would use more waits within the time budget, or leaves the user's sessions to their next login.
   *
   * @default 20
   */
  readonly rateLimitReserve?: number;
}

/** An exception to the session policy, for the logins that meet all of its conditions. */
export interface SessionRule {
  /** The logins that the rule applies to: at least one condition. All conditions must hold; a condition holds if any of its values matches. */
  readonly when: SessionConditions;

  /** How many sessions the user may hold at such a login, 1 or more, or "unlimited". */
  readonly maxSessions: number | "unlimited";

  /**
   * What happens when such a login exceeds the limit.
   *
   * @default - as the policy says
   */
  readonly whenExceeded?: WhenExceeded;

  /**
   * Which sessions count toward the rule's limit. With "matching", only those that serve one of the rule's `clients`: these
   * applications then have a limit of their own, separate from the limit for the rest. Such a rule must have `clients`, and
   * may have `roles` and `users`, but no other condition.
   *
   * @default - "all": every session of the user that has no limit of its own
   */
  readonly counts?: "all" | "matching";
}

/** The logins that the rule applies to: at least one condition. All conditions must hold; a condition holds if any of its values matches. */
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
   * Names of the user's roles.
   *
   * @default - any
   */
  readonly roles?: readonly string[];

  /**
   * User ids, such as "auth0|64f0c1".
   *
   * @default - any
   */
  readonly users?: readonly string[];

  /**
   * Login protocols as Auth0 names them in `event.transaction.protocol`, such as "samlp" or "oidc-basic-profile".
   *
   * @default - any
   */
  readonly protocols?: readonly string[];
}

/**
 * Where a user's own limit is stored. That limit is a whole number, 1 or more, and takes precedence over the rules. Any
 * other value is ignored and reported.
 */
export interface UserLimit {
  /** The key in a user's `app_metadata` that holds the user's own limit. */
  readonly appMetadataKey: string;
}

/** A policy with every default filled in. This is what the Action decides by. */
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
