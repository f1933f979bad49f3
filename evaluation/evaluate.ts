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
  /** The user who logs in. */
  readonly user: {
    /** The user's id, such as "auth0|5f7c8ec7c33c6c004bbafe82". */
    readonly user_id: string;
    /** The user's `app_metadata`, in which `policy.userLimit` looks for the user's own limit. */
    readonly app_metadata?: Readonly<Record<string, unknown>>;
  };
  /** The login's session. Omit it for a login that has none, such as a password grant. */
  readonly session?: {
    /** The session's id. The list of sessions may already contain this session. */
    readonly id: string;
    /** When the session was created. */
    readonly created_at?: string;
    /** When the user last authenticated in the session. This time decides which of two sessions is newer. */
    readonly authenticated_at?: string;
    /** When the session was last used. If this is more than ten seconds after `authenticated_at`, the login reuses the session. */
    readonly updated_at?: string;
    /** The applications that the session signed the user in to. Its first use under another limit counts as a login there. */
    readonly clients?: readonly {
      /** The application's client id. */
      readonly client_id: string;
    }[];
    /** The session's metadata. Under `single_session`, the Action records which limits it has counted the session under. */
    readonly metadata?: Readonly<Record<string, string>>;
  };
  /** How the user has authenticated. */
  readonly authentication?: {
    /** The authentication methods that the user has completed in the session so far. */
    readonly methods: readonly {
      /** The method's name, such as "pwd", or "mfa" for a second factor, which `requireSecondFactor` looks for. */
      readonly name: string;
    }[];
  };
  /** The application that the user logs in to. */
  readonly client?: {
    /** The application's client id, which a rule's `when.clients` may name. */
    readonly client_id?: string;
  };
  /** The connection through which the user logs in. */
  readonly connection?: {
    /** The connection's id, which a rule's `when.connections` may name. */
    readonly id?: string;
    /** The connection's name, which a rule's `when.connections` may name. */
    readonly name?: string;
  };
  /** The organization that the user logs in to, if any. */
  readonly organization?: {
    /** The organization's id, which a rule's `when.organizations` may name. */
    readonly id?: string;
    /** The organization's name, which a rule's `when.organizations` may name. */
    readonly name?: string;
  };
  /** What the user is authorized to do. */
  readonly authorization?: {
    /** The names of the user's roles, which a rule's `when.roles` may name. */
    readonly roles?: readonly string[];
  };
  /** How the login came about. */
  readonly transaction?: {
    /**
     * The login's protocol, such as "oidc-basic-profile", which a rule's `when.protocols` may name. A refresh-token exchange has
     * a protocol of its own, "oauth2-refresh-token".
     */
    readonly protocol?: string;
    /** The `prompt` parameter of the login request. With "none", the login reuses a session. */
    readonly prompt?: readonly string[];
  };
  /** The refresh token, in a refresh-token exchange. */
  readonly refresh_token?: {
    /** The id of the session in which the token was issued. */
    readonly session_id?: string;
    /** The token's metadata. Under `single_session`, the Action records which limits it has counted the session under. */
    readonly metadata?: Readonly<Record<string, string>>;
  };
  /** Statistics about the user. */
  readonly stats?: {
    /** How often the user has logged in, including this time. At 1, there is no other session to end. */
    readonly logins_count?: number;
  };
}

/**
 * A session as `GET /api/v2/users/{id}/sessions` lists it. Times are ISO 8601.
 *
 * Source: Auth0's Management API, OpenAPI file.
 */
export interface EvaluatedSession {
  /** The session's id, by which `Evaluation.ended` names the session. */
  readonly id: string;
  /** The id of the session's user. */
  readonly user_id?: string;
  /** When the session was created. */
  readonly created_at?: string;
  /** When the user last authenticated in the session. This time decides which of two sessions is newer. */
  readonly authenticated_at?: string;
  /** When the session was last used, for "revoke-least-recently-used" and `idleSessionsFreeTheirSlotAfter`. */
  readonly last_interacted_at?: string;
  /** When the session ends at the latest. */
  readonly expires_at?: string;
  /** When the session ends if it is not used before then. */
  readonly idle_expires_at?: string;
  /** The applications that the session serves. A session that serves only "unlimited" ones is neither counted nor ended. */
  readonly clients?: readonly {
    /** The application's client id. */
    readonly client_id: string;
  }[];
}

/**
 * A refresh token as `GET /api/v2/users/{id}/refresh-tokens` lists it. Times are ISO 8601.
 *
 * Source: Auth0's Management API, OpenAPI file.
 */
export interface EvaluatedRefreshToken {
  /** The token's id. A token that never had a session is a device, which `Evaluation.ended` names by this id. */
  readonly id: string;
  /** The client id of the application that holds the token. */
  readonly client_id: string;
  /** The id of the session in which the token was issued. `Evaluation.ended` names a device whose session has ended by this id. */
  readonly session_id?: string | null;
  /** When the token was issued. */
  readonly created_at?: string;
  /** When the token was last exchanged. */
  readonly last_exchanged_at?: string;
}

/** What the Action would decide. With "report-only", the Action would report this decision but not carry it out. */
export interface Evaluation {
  /** Whether the login is allowed to proceed. */
  readonly allowed: boolean;
  /** The ids of the sessions, and of the devices without a session, that end, in the order in which they end. */
  readonly ended: readonly string[];
  /** How many sessions the user may hold; undefined if the policy has nothing to do with the login. */
  readonly limit?: number;
  /** Why the policy has nothing to do with the login, such as "unlimited" or "no session"; otherwise undefined. */
  readonly nothingToDo?: string;
}

/**
 * Runs the Action's own code to decide what a policy does at a login of a user who holds the given sessions. It makes no network
 * calls, so it can be used in unit tests of a policy.
 *
 * @param policy the session policy
 * @param login the login to decide about
 * @param sessions the user's sessions, with or without the login's own
 * @param now the time of the login, in milliseconds since 1970; sessions that expired before it do not count
 * @param refreshTokens the user's refresh tokens, which count if the policy has `refreshTokens: "revoke-others"`
 * @throws Error that names every value of the policy that is not allowed, and says what is; or if the login names no user
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
