import { limitOf } from "../../action-src/limit";
import type { Login } from "../../action-src/login";
import type { ListedSession, Session } from "../../action-src/session";
import { policyOf } from "./policy";

/** A fresh login that establishes a session, with the limit that the policy gives it. */
export function loginOf(session: Session, login: Partial<Login> = {}, policy = policyOf()): Login {
  const { id, authenticatedAt, createdAt } = session;
  const circumstances = {
    traits: { clients: ["shop"], connections: [], organizations: [], roles: [], users: ["auth0|ada"], protocols: [] },
    appMetadata: {},
    ...login,
  };
  const limit = login.limit ?? limitOf(circumstances, policy);
  const kind = login.kind ?? "authentication";
  const refuses = limit.whenExceeded === "deny-login";
  return {
    kind,
    endsOthers: !refuses && (kind === "authentication" || kind === "entry"),
    isJudged: kind === "authentication" || kind === "entry" ? refuses : true,
    userId: "auth0|ada",
    session: { id, authenticatedAt, createdAt },
    limit,
    ...circumstances,
  };
}

/** A session that was authenticated when it was created and not used since. */
export function listed(id: string, time: number, session: Partial<ListedSession> = {}): ListedSession {
  return {
    id,
    authenticatedAt: time,
    createdAt: time,
    lastInteractedAt: time,
    expiresAt: Infinity,
    clients: ["shop"],
    delegated: false,
    ...session,
  };
}
