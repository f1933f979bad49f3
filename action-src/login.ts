import { isPlainObject } from "../contract/fields";
import type { PolicyDocument } from "../contract/policy";
import type { EventSession, PostLoginEvent } from "./auth0-actions";
import { Failure } from "./failure";
import { limitOf, type Circumstances, type Limit, type Traits } from "./limit";
import { readTimes, type Session } from "./session";
import { parseTimestamp, UNKNOWN_TIME } from "./timestamp";

export interface Login extends Circumstances {
  /**
   * Whether the user authenticated, or a session that exists is being used again: in the browser that holds it, or by an
   * application that exchanges a refresh token issued in it.
   */
  kind: "authentication" | "reuse" | "exchange";
  userId: string;
  session: Session;
  limit: Limit;
}

const EXCHANGE = "oauth2-refresh-token";

/** Protocols that sign nobody in to a browser. */
const WITHOUT_SESSION = /^(oauth2-(access-token|password|resource-owner|token-exchange)|wstrust)/;

/**
 * A login touches its session within this time of authenticating, in milliseconds. In doubt it is a login: that costs a call,
 * and a login missed has no limit.
 */
const SAME_STEP = 10_000;

/** What the policy needs of a login, or why it has nothing to do with it. Throws if user or session cannot be told. */
export function readLogin(event: PostLoginEvent, policy: PolicyDocument): Login | { nothingToDo: string } {
  if (typeof event !== "object" || event === null) throw new Failure("MalformedEvent");
  const { session, transaction, refresh_token: refreshToken, user, stats } = event;
  const protocol = transaction?.protocol;
  if (session?.actor) return { nothingToDo: "delegated session" };

  const isExchange = protocol === EXCHANGE;
  const id = isExchange ? refreshToken?.session_id : session?.id;
  if (!id || (typeof protocol === "string" && WITHOUT_SESSION.test(protocol))) return { nothingToDo: "no session" };
  const kind = isExchange ? "exchange" : isReused(session!, transaction?.prompt) ? "reuse" : "authentication";
  if (kind !== "authentication" && !policy.checkOnReuse) return { nothingToDo: kind };
  if (stats?.logins_count === 1) return { nothingToDo: "first login" };

  const userId = user?.user_id;
  if (typeof id !== "string" || typeof userId !== "string" || userId === "") throw new Failure("MalformedEvent");
  const appMetadata = isPlainObject(user?.app_metadata) ? user.app_metadata : {};
  const circumstances = { traits: readTraits(event), appMetadata };
  const limit = limitOf(circumstances, policy);
  if (limit.maxSessions === "unlimited") return { nothingToDo: "unlimited" };
  return { kind, userId, session: { id, ...readTimes(session ?? {}) }, ...circumstances, limit };
}

/** Source: Auth0 support, "Differentiate User Logins From Session Reuse (SSO) in Post-Login Actions". */
function isReused(session: EventSession, prompt: unknown): boolean {
  const authenticatedAt = parseTimestamp(session.authenticated_at);
  const updatedAt = parseTimestamp(session.updated_at);
  const isSilent = prompt === "none" || (Array.isArray(prompt) && prompt.includes("none"));
  return isSilent || (authenticatedAt !== UNKNOWN_TIME && updatedAt - authenticatedAt > SAME_STEP);
}

function readTraits({ client, connection, organization, authorization, user, transaction }: PostLoginEvent): Traits {
  const roles = authorization?.roles;
  return {
    clients: [client?.client_id],
    connections: [connection?.name, connection?.id],
    organizations: [organization?.name, organization?.id],
    roles: Array.isArray(roles) ? roles : [],
    users: [user?.user_id],
    protocols: [transaction?.protocol],
  };
}
