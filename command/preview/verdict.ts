import { decide } from "../../action-src/decision";
import { countedUnder, limitOf, type Circumstances } from "../../action-src/limit";
import type { Login } from "../../action-src/login";
import { newestFirst, type ListedSession } from "../../action-src/session";
import type { PolicyDocument } from "../../contract/policy";
import type { WhenExceeded } from "../../contract/strategies";
import type { User } from "../users/directory";

/** A user, and what a policy asks of them that their profile does not hold. */
export interface Account {
  readonly user: User;
  /** Names. Empty unless a rule asks for roles. */
  readonly roles: readonly string[];
  /** Names and ids. Empty unless a rule asks for organizations. */
  readonly organizations: readonly string[];
  readonly sessions: readonly ListedSession[];
}

/** What a policy does to a user, as the user's sessions are now. */
export interface Verdict {
  readonly user: string;
  /** How many sessions are live, those included that the policy does not count. */
  readonly live: number;
  readonly limit: number | "unlimited";
  readonly whenExceeded: WhenExceeded;
  /** The sessions over the limit, in the order in which they end. */
  readonly ending: readonly string[];
}

/**
 * Decides as the Action does, as if the user's newest session were being signed in to now. With "deny-login", what is over the
 * limit are the sessions that came after the places were taken.
 */
export function judge(account: Account, policy: PolicyDocument, now: number): Verdict {
  const { user, sessions } = account;
  const live = sessions.filter(({ expiresAt, delegated }) => expiresAt > now && !delegated);
  const limited = live.filter(countedUnder("rest", circumstancesOf(account, []), policy));
  const newest = limited.toSorted(newestFirst)[0];
  const { maxSessions, whenExceeded } = limitOf(circumstancesOf(account, newest?.clients ?? []), policy);
  const verdict = { user: user.id, live: live.length, limit: maxSessions, whenExceeded };
  if (newest === undefined) return { ...verdict, ending: [] };

  const decideFor = (session: ListedSession, kind: Login["kind"]) =>
    decide(loginOf(account, session, kind, policy), live, policy, now);
  const over =
    whenExceeded === "deny-login"
      ? limited.filter((session) => !decideFor(session, "reuse").admitted)
      : decideFor(newest, "authentication").end;
  return { ...verdict, ending: over.map(({ id }) => id) };
}

function loginOf(account: Account, session: ListedSession, kind: Login["kind"], policy: PolicyDocument): Login {
  const circumstances = circumstancesOf(account, session.clients);
  const use = { kind, endsOthers: kind === "authentication", isJudged: kind === "reuse" };
  return { ...use, userId: account.user.id, session, limit: limitOf(circumstances, policy), ...circumstances };
}

/** Over which protocol a session was signed in to is not kept. */
function circumstancesOf({ user, roles, organizations }: Account, clients: readonly string[]): Circumstances {
  const { id, connections, appMetadata } = user;
  return { traits: { clients, connections, organizations, roles, users: [id], protocols: [] }, appMetadata };
}
