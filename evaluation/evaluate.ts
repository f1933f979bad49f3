import { decide } from "../action-src/decision";
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
  readonly user: { readonly user_id: string; readonly app_metadata?: Readonly<Record<string, unknown>> };
  /** Left out for a login that has no session, such as a password grant. */
  readonly session?: {
    readonly id: string;
    readonly created_at?: string;
    readonly authenticated_at?: string;
    /** More than ten seconds after `authenticated_at`, the login reuses a session. */
    readonly updated_at?: string;
  };
  readonly client?: { readonly client_id?: string };
  readonly connection?: { readonly id?: string; readonly name?: string };
  readonly organization?: { readonly id?: string; readonly name?: string };
  readonly authorization?: { readonly roles?: readonly string[] };
  readonly transaction?: { readonly protocol?: string; readonly prompt?: readonly string[] };
  readonly refresh_token?: { readonly session_id?: string };
  readonly stats?: { readonly logins_count?: number };
}

/**
 * A session as `GET /api/v2/users/{id}/sessions` lists it. Times are ISO 8601.
 *
 * Source: Auth0's Management API, OpenAPI file.
 */
export interface EvaluatedSession {
  readonly id: string;
  readonly user_id?: string;
  readonly created_at?: string;
  readonly authenticated_at?: string;
  readonly last_interacted_at?: string;
  readonly expires_at?: string;
  readonly idle_expires_at?: string;
  readonly clients?: readonly { readonly client_id: string }[];
}

/** What the Action would decide. With "report-only", it would report this, and do none of it. */
export interface Evaluation {
  /** Whether the login goes on. */
  readonly allowed: boolean;
  /** The ids of the sessions that end, in their order. */
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
  const { admitted, end, limit } = decide(read, listed, document, now);
  return { allowed: admitted, ended: end.map(({ id }) => id), limit: limit.maxSessions as number };
}
