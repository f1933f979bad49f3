import { isGiven, isPlainObject } from "../contract/fields";
import type { PolicyDocument } from "../contract/policy";
import type { PostLoginEvent } from "./auth0-actions";
import { Failure } from "./failure";
import { limitOf, type Circumstances, type Limit, type Traits } from "./limit";
import { isId, readTimes, type Session } from "./session";
import { isExchange, readUse, usesNothing, type SessionUse } from "./session-use";

export interface Login extends Circumstances, SessionUse {
  userId: string;
  session: Session;
  limit: Limit;
}

/** Protocols that create no session in a browser. */
const WITHOUT_SESSION = /^(oauth2-(access-token|password|resource-owner|token-exchange)|wstrust)/;

/** Reads what the policy needs to know about a login, or why it has nothing to do. Throws if the user or the session is unclear. */
export function readLogin(event: PostLoginEvent, policy: PolicyDocument): Login | { nothingToDo: string } {
  if (typeof event !== "object" || event === null) throw new Failure("MalformedEvent");
  const { session, transaction, refresh_token: refreshToken, user, stats } = event;
  const protocol = transaction?.protocol;
  if (session?.actor) return { nothingToDo: "delegated session" };

  const holder = isExchange(event) ? refreshToken : session;
  if (typeof (holder ?? {}) !== "object") throw new Failure("MalformedEvent");
  const id = isExchange(event) ? refreshToken?.session_id : session?.id;
  if (!isGiven(id) || (typeof protocol === "string" && WITHOUT_SESSION.test(protocol))) {
    return { nothingToDo: "no session" };
  }
  const idle = usesNothing(event, policy);
  if (idle !== undefined) return { nothingToDo: idle };
  if (stats?.logins_count === 1) return { nothingToDo: "first login" };

  const userId = user?.user_id;
  if (!isId(id) || !isId(userId)) throw new Failure("MalformedEvent");
  const appMetadata = isPlainObject(user?.app_metadata) ? user.app_metadata : {};
  const circumstances = { traits: readTraits(event), appMetadata };
  const limit = limitOf(circumstances, policy);
  if (limit.maxSessions === "unlimited") return { nothingToDo: "unlimited" };

  const use = readUse(event, limit, circumstances, policy);
  if (!use.endsOthers && !use.isJudged) {
    return { nothingToDo: use.kind === "authentication" ? "no second factor" : use.kind };
  }
  // When a session comes under another limit, it counts there from this use of it on.
  const times = readTimes(use.kind === "entry" ? { created_at: session?.updated_at } : (session ?? {}));
  return { ...use, userId, session: { id, ...times }, ...circumstances, limit };
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
