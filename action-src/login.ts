import type { EventSession, PostLoginEvent } from "./auth0-actions";
import type { SessionConditions, PolicyDocument } from "../contract/policy";
import { readTimes, type Session } from "./session";
import { parseTimestamp, UNKNOWN_TIME } from "./timestamp";

export interface Login {
  /**
   * Whether the user authenticated, or a session that exists is being used again: in the browser that holds it, or by an
   * application that exchanges a refresh token issued in it.
   */
  kind: "authentication" | "reuse" | "exchange";
  userId: string;
  session: Session;
  /** What the conditions of rules are held against. */
  traits: Traits;
  appMetadata: Record<string, unknown>;
}

/** For each condition, the values that this login has; undefined is no value that a condition could name. */
export type Traits = Record<keyof SessionConditions, (string | undefined)[]>;

const EXCHANGE = "oauth2-refresh-token";

/** Protocols that sign nobody in to a browser, should `event.session` be there all the same. */
const WITHOUT_SESSION = /^(oauth2-(access-token|password|resource-owner|token-exchange)|wstrust)/;

/**
 * How long after its authentication a session may have been touched and still be a fresh login, in milliseconds. Auth0 does
 * both in one step. A doubt counts as a login: it costs a call and ends nothing newer; a login missed has no limit.
 */
const SAME_STEP = 10_000;

/** Reads what the policy needs of a login, or why it has nothing to do with it. */
export function readLogin(event: PostLoginEvent, { checkOnReuse }: PolicyDocument): Login | { nothingToDo: string } {
  const { session, transaction, refresh_token: refreshToken } = event;
  const protocol = transaction?.protocol ?? "";
  if (session?.actor) return { nothingToDo: "delegated session" };

  const id = protocol === EXCHANGE ? refreshToken?.session_id : session?.id;
  if (!id || WITHOUT_SESSION.test(protocol)) return { nothingToDo: "no session" };
  const kind =
    protocol === EXCHANGE ? "exchange" : isReused(session!, transaction?.prompt) ? "reuse" : "authentication";
  if (kind !== "authentication" && !checkOnReuse) return { nothingToDo: kind };
  return {
    kind,
    userId: event.user.user_id,
    session: { id, ...readTimes(session ?? {}) },
    traits: readTraits(event),
    appMetadata: event.user.app_metadata ?? {},
  };
}

/** Source: Auth0 support, "Differentiate User Logins From Session Reuse (SSO) in Post-Login Actions", option 1. */
function isReused(session: EventSession, prompt: string[] = []): boolean {
  const authenticatedAt = parseTimestamp(session.authenticated_at);
  const updatedAt = parseTimestamp(session.updated_at);
  return prompt.includes("none") || (authenticatedAt !== UNKNOWN_TIME && updatedAt - authenticatedAt > SAME_STEP);
}

function readTraits({ client, connection, organization, authorization, user, transaction }: PostLoginEvent): Traits {
  return {
    clients: [client?.client_id],
    connections: [connection?.name, connection?.id],
    organizations: [organization?.name, organization?.id],
    roles: authorization?.roles ?? [],
    users: [user.user_id],
    protocols: [transaction?.protocol],
  };
}
