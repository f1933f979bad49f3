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
  return {
    kind: "authentication",
    userId: "auth0|ada",
    session: { id, authenticatedAt, createdAt },
    limit: limitOf(circumstances, policy),
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
