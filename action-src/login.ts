import type { EventSession, PostLoginEvent } from "./auth0-actions";
import { readTimes, type Session } from "./session";
import { parseTimestamp, UNKNOWN_TIME } from "./timestamp";

/** A login that established, or authenticated anew, the session it carries. */
export interface Login {
  userId: string;
  session: Session;
}

/**
 * Protocols that sign nobody in to a browser session. Auth0 leaves `event.session` out for most of them; the list is here
 * for the tenants and flows where it does not.
 */
const PROTOCOLS_WITHOUT_SESSION = new Set([
  "oauth2-access-token",
  "oauth2-password",
  "oauth2-refresh-token",
  "oauth2-resource-owner",
  "oauth2-resource-owner-jwt-bearer",
  "oauth2-token-exchange",
  "wstrust-usernamemixed",
]);

/**
 * How much later than its authentication a session may have been touched and still count as a fresh login, in
 * milliseconds. Auth0 updates both in one step. Mistaking a reuse for a login costs one API call and ends nothing that is
 * newer; mistaking a login for a reuse would leave it without a limit, so a doubt counts as a login.
 */
const SAME_STEP = 10_000;

/** Reads what the policy needs of a login, or why the policy has nothing to do with it. */
export function readLogin(event: PostLoginEvent): Login | { nothingToDo: string } {
  const { session, transaction } = event;
  if (!session?.id) return { nothingToDo: "no session" };
  if (PROTOCOLS_WITHOUT_SESSION.has(transaction?.protocol ?? "")) return { nothingToDo: "no session in this protocol" };
  if (session.actor) return { nothingToDo: "delegated session" };
  if (transaction?.prompt?.includes("none")) return { nothingToDo: "silent authentication" };
  if (isReused(session)) return { nothingToDo: "single sign-on" };
  return { userId: event.user.user_id, session: { id: session.id, ...readTimes(session) } };
}

/** Source: Auth0 support, "Differentiate User Logins From Session Reuse (SSO) in Post-Login Actions", option 1. */
function isReused(session: EventSession): boolean {
  const authenticatedAt = parseTimestamp(session.authenticated_at);
  const updatedAt = parseTimestamp(session.updated_at);
  return authenticatedAt !== UNKNOWN_TIME && updatedAt - authenticatedAt > SAME_STEP;
}
