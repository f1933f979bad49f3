import { decide } from "../../action-src/decision";
import { newestFirst, type ListedSession, type Session } from "../../action-src/session";

type Decide = typeof decide;

/** Ends the oldest of all others, those among them that are newer than the login. */
export const endsNewerOnes: Decide = (login, sessions, policy, now) => {
  const others = sessions.filter(({ id }) => id !== login.session.id).sort(newestFirst);
  return { ...decide(login, sessions, policy, now), end: others.slice(policy.maxSessions - 1) };
};

/** Takes a session of the same time for older than the login. */
export const endsAtTies: Decide = (login, sessions, policy, now) =>
  decide(
    login,
    settleTies(login.session, sessions, () => -1),
    policy,
    now,
  );

/** Takes a session of the same time for newer than the login. */
export const sparesAtTies: Decide = (login, sessions, policy, now) =>
  decide(
    login,
    settleTies(login.session, sessions, () => 1),
    policy,
    now,
  );

/** Takes a session of the same time for newer than the login where the list shows it first. */
export const goesByListOrder: Decide = (login, sessions, policy, now) => {
  const own = sessions.findIndex(({ id }) => id === login.session.id);
  return decide(
    login,
    settleTies(login.session, sessions, (index) => (index < own ? 1 : -1)),
    policy,
    now,
  );
};

/** Knows of the login's session what the list shows, and so not that it is there. */
export const forgetsItself: Decide = (login, sessions, policy, now) => {
  const end = [...sessions].sort(newestFirst).slice(policy.maxSessions);
  return { ...decide(login, sessions, policy, now), end: end.filter(({ id }) => id !== login.session.id) };
};

/** What the support article has one paste: it ends all others that the first page shows, at a login and at a reuse. */
export const article: Decide = (login, sessions, policy, now) => {
  const end = sessions.slice(0, 2).filter(({ id }) => id !== login.session.id);
  return { ...decide(login, sessions, policy, now), admitted: true, end };
};

/** Refuses a login where all places are taken, by whomever. */
export const refusesForLaterOnes: Decide = (login, sessions, policy, now) => {
  const others = sessions.filter(({ id }) => id !== login.session.id);
  return { ...decide(login, sessions, policy, now), admitted: others.length < policy.maxSessions };
};

/** Puts sessions that tie with the login a millisecond later or earlier. */
function settleTies(current: Session, sessions: readonly ListedSession[], shift: (index: number) => number) {
  return sessions.map((session, index) => {
    const isTie = session.id !== current.id && session.authenticatedAt === current.authenticatedAt;
    return isTie ? { ...session, authenticatedAt: session.authenticatedAt + shift(index) } : session;
  });
}
