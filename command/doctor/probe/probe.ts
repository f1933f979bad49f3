import { setTimeout as wait } from "node:timers/promises";
import { describeError } from "../../tenant/api-error";
import type { LoginRecord } from "./action-code";
import { orderOf, type Answers, type Build, type Deletion } from "./answers";
import type { TestBed } from "./test-bed";

/** How many logins the probe needs: with fewer than three, an order cannot be told from chance. */
export const LOGINS = 3;

/** In milliseconds. */
const BUILD_TIMEOUT = 6 * 60_000;
const LOGIN_TIMEOUT = 10 * 60_000;
const LISTING_TIMEOUT = 60_000;
const DELETION_TIMEOUT = 60_000;

/** How long to wait between two requests, in milliseconds: Auth0's smaller tenants allow two requests a second. */
const INTERVAL = 1000;

/** The person who runs the probe. */
export interface Person {
  /** Asks the person to log in as the test user for the `n`th time, counted from 1. */
  signIn(n: number): void;
  /** Tells the person about something that takes time. */
  tell(what: string): void;
}

/**
 * Finds out what Auth0's documentation does not say, in an order in which each answer makes the next possible.
 *
 * @param signal ends the probe early
 * @throws an AbortError if the probe is ended early
 */
export async function probe(bed: TestBed, person: Person, signal: AbortSignal): Promise<Answers> {
  signal.throwIfAborted();
  const action = await bed.addAction(await bed.addApplication());
  person.tell("building an Action");
  const build = await buildOf(bed, action, signal);
  if (build.status !== "built" || build.refusal) return { build };
  await bed.bindFirst(action);

  const logins: LoginRecord[] = [];
  while (logins.length < LOGINS) {
    person.signIn(logins.length + 1);
    const login = await nextLogin(bed, signal);
    if (!login) break;
    logins.push(login);
    if (login.status !== 200) break;
  }
  const last = logins.at(-1);
  if (!last) return { build };
  const { status, errorCode, message } = last;
  const answers = { build, sessionEndpoints: { status, errorCode, message } };
  if (status !== 200) return answers;

  const loggedIn = logins.map(({ session }) => session!);
  const areListed = (ids: string[]) => loggedIn.every((id) => ids.includes(id));
  const listed = await until(() => bed.listedSessions(), areListed, LISTING_TIMEOUT, signal);
  person.tell("deleting a session");
  const deletion = await deletionOf(bed, listed, signal);
  const listedAtLogin = logins.map((login) => login.listed!);
  return { ...answers, listedAtLogin, order: orderOf(listed, loggedIn), deletion };
}

async function buildOf(bed: TestBed, action: string, signal: AbortSignal): Promise<Build> {
  const started = Date.now();
  const isOver = (status: string) => status === "built" || status === "failed";
  const status = await until(() => bed.buildStatus(action), isOver, BUILD_TIMEOUT, signal);
  const milliseconds = Date.now() - started;
  try {
    await bed.deploy(action);
    return { status, milliseconds };
  } catch (error) {
    const { status: code = 0, errorCode, message } = describeError(error);
    return { status, milliseconds, refusal: { status: code, errorCode, message } };
  }
}

/** Waits for a login with a session that is new to the probe; undefined if nobody logs in. */
async function nextLogin(bed: TestBed, signal: AbortSignal): Promise<LoginRecord | undefined> {
  const isNew = (login?: LoginRecord) => typeof login?.session === "string" && !bed.sessions.has(login.session);
  const login = await until(() => bed.latestLogin(), isNew, LOGIN_TIMEOUT, signal);
  if (!login || !isNew(login)) return undefined;
  bed.sessions.add(login.session!);
  return login;
}

/** Deletes a session of one of the probe's logins and measures how long it stays listed; undefined if none is listed. */
async function deletionOf(bed: TestBed, listed: string[], signal: AbortSignal): Promise<Deletion | undefined> {
  const id = listed.find((session) => bed.sessions.has(session));
  if (id === undefined) return undefined;
  await bed.deleteSession(id);
  const started = Date.now();
  const isGone = (ids: string[]) => !ids.includes(id);
  const ids = await until(() => bed.listedSessions(), isGone, DELETION_TIMEOUT, signal);
  return { milliseconds: isGone(ids) ? Date.now() - started : null };
}

/** Looks again and again until it sees what it waits for, or until the time has run out. */
async function until<Seen>(
  look: () => Promise<Seen>,
  isAwaited: (seen: Seen) => boolean,
  timeout: number,
  signal: AbortSignal,
): Promise<Seen> {
  const deadline = Date.now() + timeout;
  for (;;) {
    signal.throwIfAborted();
    const seen = await look();
    if (isAwaited(seen) || Date.now() >= deadline) return seen;
    await wait(INTERVAL, undefined, { signal });
  }
}
