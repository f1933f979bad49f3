import type { Login } from "../../action-src/login";
import type { ListedSession, Session } from "../../action-src/session";

/** A fresh login that establishes a session. */
export function loginOf(session: Session, login: Partial<Login> = {}): Login {
  const { id, authenticatedAt, createdAt } = session;
  return {
    kind: "authentication",
    userId: "auth0|ada",
    session: { id, authenticatedAt, createdAt },
    traits: { clients: ["shop"], connections: [], organizations: [], roles: [], users: ["auth0|ada"], protocols: [] },
    appMetadata: {},
    ...login,
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
