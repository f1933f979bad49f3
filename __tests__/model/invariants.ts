import type { Session } from "../../action-src/session";
import { afterReuse, afterTheNextLogin } from "./aftermath";
import type { State } from "./state";
import {
  areAllReused,
  areLoginsNewer,
  authenticatesAgain,
  denies,
  doClocksAgree,
  hasFailures,
  isEnforced,
  isHealing,
  isReordered,
  newLogins,
  refusesAtFailure,
} from "./premises";
import type { Scenario } from "./scenario";
import type { StoredSession } from "./store";

/**
 * What holds, and where. "Newer" is by (authenticated_at, created_at, id), "first" by (created_at, id); N is the limit.
 *
 * At every moment, however late the list and the deletions are, whatever the clocks say, whichever requests fail and
 * Actions crash: no login is ended by an older one; the sessions that have a place keep it (`withPlace`); so somebody is
 * signed in. This assumes two things. Nobody authenticates again in an old session while a login that ranks it as old is
 * under way. And `onFailure` is `allow-login`, for what refuses logins at a failure may refuse the only one.
 *
 * A login that finds no room within the rate limit, and one that gives up in the middle for that reason, is to all of this what
 * one with a failed request is; a user's first login, which makes no call, leaves everything as it is.
 *
 * In the end, where nothing failed: exactly N remain if each list shows the sessions that were established before it, and
 * clocks agree, in that a login that listed before another was established is the older of the two. Where clocks disagree,
 * as many may remain as log in at once; where the list lags, every login that the newest one did not see. Under `revoke-least-recently-used`, exactly N also takes
 * that no session is used while logins are under way: two that see different uses disagree on who goes, and both may go.
 * Under `deny-login`, exactly N are let in, and nobody who was in before is put out.
 *
 * Afterwards, whatever happened: the next login by an up-to-date list that is the newest by its clock leaves N. Under
 * `deny-login` it is let in where there is a place, refused where there is none, and puts nobody out; what got in above N
 * stays. With `checkOnReuse`, N remain under every policy once each session was used again, in whatever order.
 *
 * `known-limits.test.ts` shows for each assumption what happens without it.
 */
export interface Invariant {
  name: string;
  /** Whether it must hold at every moment, or once all logins are over and the store has caught up. */
  when: "always" | "in the end";
  appliesTo: (scenario: Scenario) => boolean;
  holds: (state: State, scenario: Scenario) => boolean;
}

const invariants: Invariant[] = [
  {
    name: "a login is never ended by an older one",
    when: "always",
    appliesTo: (scenario) => !authenticatesAgain(scenario),
    holds: ({ store }) =>
      store.sessions.every(
        ({ deletedBy, ...session }) => !deletedBy || deletedBy.id === session.id || newerFirst(deletedBy, session) < 0,
      ),
  },
  {
    name: "somebody remains signed in",
    when: "always",
    appliesTo: (scenario) => !authenticatesAgain(scenario) && !refusesAtFailure(scenario),
    holds: ({ store }) => store.sessions.length === 0 || signedIn(store) > 0,
  },
  {
    name: "a session that has a place keeps it",
    when: "always",
    appliesTo: (scenario) => !authenticatesAgain(scenario) && !refusesAtFailure(scenario),
    holds: ({ store }, scenario) => withPlace(store.sessions, scenario).every((session) => session.signedIn),
  },
  {
    name: "exactly the limit remains",
    when: "in the end",
    appliesTo: (scenario) =>
      !hasFailures(scenario) &&
      !scenario.store.listsLate &&
      doClocksAgree(scenario) &&
      !isReordered(scenario) &&
      isEnforced(scenario),
    holds: ({ store }, scenario) => {
      const before = denies(scenario) && !areAllReused(scenario) ? scenario.sessions.length : 0;
      const { maxSessions } = scenario.policy;
      return signedIn(store) === Math.max(before, Math.min(maxSessions, store.sessions.length));
    },
  },
  {
    name: "no more remain above the limit than logins that the newest did not see",
    when: "in the end",
    appliesTo: (scenario) => isHealing(scenario) && doClocksAgree(scenario),
    holds: ({ store }, scenario) => signedIn(store) <= scenario.policy.maxSessions + newLogins(scenario) - 1,
  },
  {
    name: "no more remain than the limit or the logins at once, if those are more",
    when: "in the end",
    appliesTo: (scenario) => isHealing(scenario) && !scenario.store.listsLate && areLoginsNewer(scenario),
    holds: ({ store }, scenario) => signedIn(store) <= Math.max(scenario.policy.maxSessions, newLogins(scenario)),
  },
  {
    name: "the next login restores the limit",
    when: "in the end",
    appliesTo: () => true,
    holds: (state, scenario) => {
      const before = signedIn(state.store);
      const { maxSessions } = scenario.policy;
      const expected = denies(scenario)
        ? Math.max(before, Math.min(maxSessions, before + 1))
        : Math.min(maxSessions, before + 1);
      return signedIn(afterTheNextLogin(scenario, state).store) === expected;
    },
  },
  {
    name: "using every session again restores the limit",
    when: "in the end",
    appliesTo: ({ policy }) => policy.checkOnReuse,
    holds: (state, scenario) => {
      const expected = Math.min(scenario.policy.maxSessions, signedIn(state.store));
      const forth = state.store.sessions.filter(({ signedIn }) => signedIn).map(({ id }) => id);
      return [forth, forth.toReversed()].every((ids) => signedIn(afterReuse(scenario, state, ids).store) === expected);
    },
  },
];

export function applicable(scenario: Scenario): Invariant[] {
  return invariants.filter((invariant) => invariant.appliesTo(scenario));
}

export function named(name: string): Invariant[] {
  return invariants.filter((invariant) => invariant.name === name);
}

function signedIn({ sessions }: State["store"]): number {
  return sessions.filter(({ signedIn }) => signedIn).length;
}

/** The sessions that nothing may cost: with the least recently used, only the newest is beyond dispute at every moment. */
function withPlace(sessions: StoredSession[], { policy }: Scenario): StoredSession[] {
  const { whenExceeded, maxSessions } = policy;
  if (whenExceeded === "deny-login") return sessions.toSorted(createdFirst).slice(0, maxSessions);
  return sessions.toSorted(newerFirst).slice(0, whenExceeded === "revoke-oldest" ? maxSessions : 1);
}

// The orders are written out here once more, for the decision's own are under test.

function newerFirst(a: Session, b: Session): number {
  return b.authenticatedAt - a.authenticatedAt || b.createdAt - a.createdAt || (b.id < a.id ? -1 : 1);
}

function createdFirst(a: Session, b: Session): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}
