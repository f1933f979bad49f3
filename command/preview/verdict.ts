import { decide } from "../../action-src/decision";
import { countedUnder, limitOf, scopesOf, type Circumstances, type Limit, type Scope } from "../../action-src/limit";
import type { Login } from "../../action-src/login";
import { newestFirst, type ListedSession } from "../../action-src/session";
import type { PolicyDocument } from "../../contract/policy";
import type { WhenExceeded } from "../../contract/strategies";
import type { User } from "../users/directory";

/** A user, with what a policy needs to know that is not in the user's profile. */
export interface Account {
  readonly user: User;
  /** The names of the user's roles. Empty unless a rule asks for roles. */
  readonly roles: readonly string[];
  /** The names and ids of the user's organizations. Empty unless a rule asks for organizations. */
  readonly organizations: readonly string[];
  readonly sessions: readonly ListedSession[];
}

/** What a policy would do to a user's current sessions. */
export interface Verdict {
  readonly user: string;
  /** How many sessions are live, including those that the policy does not count. */
  readonly live: number;
  readonly limit: number | "unlimited";
  readonly whenExceeded: WhenExceeded;
  /** The sessions over the limit, in the order in which they end. */
  readonly ending: readonly string[];
}

/**
 * Decides as the Action does, separately for each limit that applies to any of the user's sessions, as if the newest session under
 * that limit were a login right now. With "deny-login", the sessions over the limit are those that came after all places were
 * taken.
 */
export function judge(account: Account, policy: PolicyDocument, now: number): Verdict {
  const live = account.sessions.filter(({ expiresAt, delegated }) => expiresAt > now && !delegated);
  const scopeOf = scopesOf(circumstancesOf(account, []), policy);
  const scopes = new Set<Scope>(["rest", ...live.flatMap(({ clients }) => clients.map(scopeOf))]);
  const { maxSessions, whenExceeded } = limitUnder("rest", account, live, policy);
  const ending = [...scopes]
    .filter((scope) => scope !== "unlimited")
    .flatMap((scope) => over(scope, account, live, policy, now));
  return { user: account.user.id, live: live.length, limit: maxSessions, whenExceeded, ending: [...new Set(ending)] };
}

/** The ids of the sessions over one limit, in the order in which they end. */
function over(scope: Scope, account: Account, live: ListedSession[], policy: PolicyDocument, now: number): string[] {
  const under = live.filter(countedUnder(scope, circumstancesOf(account, []), policy)).toSorted(newestFirst);
  const newest = under[0];
  if (newest === undefined) return [];
  const decideFor = (session: ListedSession, kind: Login["kind"]) => {
    const clients = clientsUnder(scope, account, session, policy);
    return decide(loginOf(account, { ...session, clients }, kind, policy), live, policy, now);
  };
  const { whenExceeded } = limitUnder(scope, account, live, policy);
  const ending =
    whenExceeded === "deny-login"
      ? under.toReversed().filter((session) => !decideFor(session, "reuse").admitted)
      : decideFor(newest, "authentication").end;
  return ending.map(({ id }) => id);
}

/** The limit in a scope, as the newest session there has it. */
function limitUnder(scope: Scope, account: Account, live: ListedSession[], policy: PolicyDocument): Limit {
  const newest = live.filter(countedUnder(scope, circumstancesOf(account, []), policy)).toSorted(newestFirst)[0];
  const clients = newest ? clientsUnder(scope, account, newest, policy) : [];
  return limitOf(circumstancesOf(account, clients), policy);
}

/** The applications of a session that are under a limit. */
function clientsUnder(scope: Scope, account: Account, { clients }: ListedSession, policy: PolicyDocument): string[] {
  const scopeOf = scopesOf(circumstancesOf(account, []), policy);
  return clients.filter((client) => scopeOf(client) === scope);
}

function loginOf(account: Account, session: ListedSession, kind: Login["kind"], policy: PolicyDocument): Login {
  const circumstances = circumstancesOf(account, session.clients);
  const use = { kind, endsOthers: kind === "authentication", isJudged: kind === "reuse" };
  return { ...use, userId: account.user.id, session, limit: limitOf(circumstances, policy), ...circumstances };
}

/** `protocols` is empty, because Auth0 does not store the protocol over which a session was signed in to. */
function circumstancesOf({ user, roles, organizations }: Account, clients: readonly string[]): Circumstances {
  const { id, connections, appMetadata } = user;
  return { traits: { clients, connections, organizations, roles, users: [id], protocols: [] }, appMetadata };
}
