import { decide } from "../action-src/decision";
import { devicesOf, readListedToken } from "../action-src/device";
import { readLogin } from "../action-src/login";
import { readListedSession } from "../action-src/session";
import type { SessionPolicyProps } from "../contract/policy";
import { POLICY } from "../contract/policy-fields";
import { problemsOf } from "../contract/policy-problems";
import { readPolicy } from "../contract/policy-reader";

/**
 * The parts of a post-login Action's `event` that a policy looks at, in Auth0's own shape. Times are ISO 8601.
 *
 * Source: Auth0 docs, "Actions Triggers: post-login - Event Object".
 */
export interface EvaluatedLogin {
  /** Who logs in. */
  readonly user: {
    /** Such as "auth0|5f7c8ec7c33c6c004bbafe82". */
    readonly user_id: string;
    /** Where `policy.userLimit` finds the user's own limit. */
    readonly app_metadata?: Readonly<Record<string, unknown>>;
  };
  /** Left out for a login that has no session, such as a password grant. */
  readonly session?: {
    /** Of a session that the list may hold already. */
    readonly id: string;
    /** When it began. */
    readonly created_at?: string;
    /** When the user authenticated in it last. By this time, it is older or newer than another. */
    readonly authenticated_at?: string;
    /** More than ten seconds after `authenticated_at`, the login reuses a session. */
    readonly updated_at?: string;
    /** The applications that it signed the user in to. At its first use under another limit, it counts as a login there. */
    readonly clients?: readonly {
      /** Of an application. */
      readonly client_id: string;
    }[];
    /** Holds what the Action has counted, as `single_session`. */
    readonly metadata?: Readonly<Record<string, string>>;
  };
  /** How the user proved who they are. */
  readonly authentication?: {
    /** What was given in the session so far. */
    readonly methods: readonly {
      /** Such as "pwd", or "mfa" once a second factor was given, which `requireSecondFactor` asks for. */
      readonly name: string;
    }[];
  };
  /** The application that the user signs in to. */
  readonly client?: {
    /** What `when.clients` of a rule names. */
    readonly client_id?: string;
  };
  /** The connection by which the user signs in. */
  readonly connection?: {
    /** What `when.connections` of a rule may name. */
    readonly id?: string;
    /** What `when.connections` of a rule may name. */
    readonly name?: string;
  };
  /** The organization that the user signs in to, if there is one. */
  readonly organization?: {
    /** What `when.organizations` of a rule may name. */
    readonly id?: string;
    /** What `when.organizations` of a rule may name. */
    readonly name?: string;
  };
  /** What the user is allowed. */
  readonly authorization?: {
    /** Names of roles, as `when.roles` of a rule has them. */
    readonly roles?: readonly string[];
  };
  /** How the login came about. */
  readonly transaction?: {
    /** What `when.protocols` of a rule names, such as "oidc-basic-profile". A refresh-token exchange has one of its own. */
    readonly protocol?: string;
    /** The parameter `prompt` of the request. With "none", the login reuses a session. */
    readonly prompt?: readonly string[];
  };
  /** Of a refresh-token exchange. */
  readonly refresh_token?: {
    /** The session in which the token was issued. */
    readonly session_id?: string;
    /** Holds what the Action has counted, as `single_session`. */
    readonly metadata?: Readonly<Record<string, string>>;
  };
  /** Counts about the user. */
  readonly stats?: {
    /** How often the user has logged in, this time included. At 1, there is nothing that could end. */
    readonly logins_count?: number;
  };
}

/**
 * A session as `GET /api/v2/users/{id}/sessions` lists it. Times are ISO 8601.
 *
 * Source: Auth0's Management API, OpenAPI file.
 */
export interface EvaluatedSession {
  /** The session's id, which is what `Evaluation.ended` names. */
  readonly id: string;
  /** Whose it is. */
  readonly user_id?: string;
  /** When it began. */
  readonly created_at?: string;
  /** When the user authenticated in it last. By this time, it is older or newer than another. */
  readonly authenticated_at?: string;
  /** When it was used last, for "revoke-least-recently-used" and `idleSessionsFreeTheirSlotAfter`. */
  readonly last_interacted_at?: string;
  /** When it ends at the latest. */
  readonly expires_at?: string;
  /** When it ends if it is not used until then. */
  readonly idle_expires_at?: string;
  /** The applications that it serves. */
  readonly clients?: readonly {
    /** A session that serves "unlimited" applications only is neither counted nor ended. */
    readonly client_id: string;
  }[];
}

/**
 * A refresh token as `GET /api/v2/users/{id}/refresh-tokens` lists it. Times are ISO 8601.
 *
 * Source: Auth0's Management API, OpenAPI file.
 */
export interface EvaluatedRefreshToken {
  /** The token's id. A token without a session is a device, which `Evaluation.ended` names by this. */
  readonly id: string;
  /** The application that holds it. */
  readonly client_id: string;
  /** The session in which it was issued. `Evaluation.ended` names a device whose session is over by this. */
  readonly session_id?: string | null;
  /** When it was issued. */
  readonly created_at?: string;
  /** When it was used last. */
  readonly last_exchanged_at?: string;
}

/** What the Action would decide. With "report-only", it would report this, and do none of it. */
export interface Evaluation {
  /** Whether the login goes on. */
  readonly allowed: boolean;
  /** The ids of the sessions, and of devices without a session, that end, in their order. */
  readonly ended: readonly string[];
  /** How many sessions the user may hold; undefined if the policy has nothing to do with the login. */
  readonly limit?: number;
  /** Why the policy has nothing to do with the login, such as "unlimited" or "no session". */
  readonly nothingToDo?: string;
}

/**
 * What the Action decides by this policy for a login of a user who holds these sessions, by the Action's own code. It calls
 * nobody, so that it can be used in unit tests of a policy.
 *
 * @param now milliseconds since 1970: sessions that expired before have gone
 * @param refreshTokens the user's, which count with `refreshTokens: "revoke-others"`
 * @throws Error naming every value of the policy that is not allowed, and what is; or that the login names no user
 *
 * @example
 * evaluate({ maxSessions: 1 }, login, sessions).ended;
 */
export function evaluate(
  policy: SessionPolicyProps,
  login: EvaluatedLogin,
  sessions: readonly EvaluatedSession[],
  now: number = Date.now(),
  refreshTokens: readonly EvaluatedRefreshToken[] = [],
): Evaluation {
  const problems = problemsOf(POLICY, policy, "policy");
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const document = readPolicy(policy)!.policy;

  const userId: unknown = login?.user?.user_id;
  if (typeof userId !== "string" || userId === "") {
    throw new Error(`login.user.user_id must be the user's id, got: ${JSON.stringify(userId)}`);
  }
  const read = readLogin(login, document);
  if ("nothingToDo" in read) return { allowed: true, ended: [], nothingToDo: read.nothingToDo };

  const listed = sessions.map((session) => readListedSession(session as Parameters<typeof readListedSession>[0]));
  const tokens = document.refreshTokens === "revoke-others" ? refreshTokens.map(readListedToken) : [];
  const devices = tokens.length > 0 ? devicesOf(listed, tokens, read, document, now) : listed;
  const { admitted, end, limit } = decide(read, devices, document, now);
  return { allowed: admitted, ended: end.map(({ id }) => id), limit: limit.maxSessions as number };
}
