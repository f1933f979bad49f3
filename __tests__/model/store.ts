import type { ListedSession, Session } from "../../action-src/session";
import { listed } from "../action-src/login";

/**
 * One user's sessions as the tenant keeps them: what is true, and what its list shows of it. Auth0 says of deletions that
 * they are asynchronous and eventually consistent, and of the list neither its order nor how soon it shows a new session.
 */
export interface Store {
  /** A new session stands in the list at some later step. */
  listsLate: boolean;
  /** A deletion is accepted at once, takes effect at some later step, and leaves the list at a later one still. */
  deletesLate: boolean;
  pageSize: number;
  /** Milliseconds. */
  clock: number;
  sessions: StoredSession[];
  /** How often the user has logged in. */
  logins: number;
  /** How many calls there is room for; undefined if there is no rate limit. */
  room?: number;
}

export interface StoredSession extends Session {
  lastInteractedAt: number;
  /** Whether its browser is signed in. */
  signedIn: boolean;
  list: "not yet" | "shows" | "no longer";
  /** The session of the login that was the last to ask for its deletion. */
  deletedBy?: Session;
}

/** Something that may happen next. */
export interface Step {
  words: string;
  take: () => unknown;
}

export function step(words: string, take: () => unknown): Step {
  return { words, take };
}

export function establish(store: Store, id: string, time: number): StoredSession {
  const times = { authenticatedAt: time, createdAt: time, lastInteractedAt: time };
  const list = store.listsLate ? "not yet" : "shows";
  const session: StoredSession = { id, ...times, signedIn: true, list };
  store.sessions.push(session);
  return session;
}

export function authenticateAgain(session: StoredSession, time: number): StoredSession {
  return Object.assign(session, { authenticatedAt: time, lastInteractedAt: time });
}

export function use(store: Store, session: StoredSession): StoredSession {
  return Object.assign(session, { lastInteractedAt: store.clock });
}

export function find(store: Store, id: string): StoredSession | undefined {
  return store.sessions.find((session) => session.id === id);
}

/** The next page after a session, which need not be there any more. Pages are read one after another: no snapshot. */
export function readPage(store: Store, after: string): { sessions: ListedSession[]; next?: string } {
  const rest = store.sessions.filter(({ id, list }) => list === "shows" && id > after);
  rest.sort((a, b) => (a.id < b.id ? -1 : 1));
  const page = rest.slice(0, store.pageSize);
  const sessions = page.map(({ id, authenticatedAt, createdAt, lastInteractedAt }) =>
    listed(id, 0, { authenticatedAt, createdAt, lastInteractedAt }),
  );
  return { sessions, next: rest.length > page.length ? page.at(-1)!.id : undefined };
}

/** A session that is gone already is a success. */
export function requestDeletion(store: Store, id: string, by: Session): void {
  const session = find(store, id)!;
  session.deletedBy = by;
  if (!store.deletesLate) signOut(store, session);
}

export function signOut(store: Store, session: StoredSession): void {
  session.signedIn = false;
  if (!store.deletesLate) session.list = "no longer";
}

/** What the tenant has yet to do, in any order; what its list shows only while somebody may look. */
export function pendingEffects(store: Store, isListRead: boolean): Step[] {
  return store.sessions.flatMap((session) => {
    const { id, list, signedIn, deletedBy } = session;
    const isLeftOver = !signedIn && list === "shows";
    return [
      ...(signedIn && deletedBy ? [step(`${id} is signed out`, () => signOut(store, session))] : []),
      ...(isListRead && list === "not yet" ? [step(`the list shows ${id}`, () => (session.list = "shows"))] : []),
      ...(isListRead && isLeftOver ? [step(`the list leaves out ${id}`, () => (session.list = "no longer"))] : []),
    ];
  });
}
