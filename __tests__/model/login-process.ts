import type { Decision } from "../../action-src/decision";
import { callsFor, refusalOf } from "../../action-src/enforcement";
import type { ListedSession, Session } from "../../action-src/session";
import { listed, loginOf } from "../action-src/login";
import { fault, request } from "./requests";
import type { ComingLogin, Scenario } from "./scenario";
import type { LoginProcess, State } from "./state";
import {
  authenticateAgain,
  establish,
  find,
  readPage,
  requestDeletion,
  signOut,
  step,
  use,
  type Step,
  type Store,
} from "./store";
import { leftToken, requestToken } from "./tokens";

/** As many as the Action has under way at once. */
const PARALLEL = 50;

export function comingLogin({ session, kind, instance, at }: ComingLogin): LoginProcess {
  return {
    session,
    kind,
    instance,
    at,
    stage: "to come",
    event: undefined,
    token: undefined,
    requestedToken: false,
    reserved: 0,
    patience: 1,
    seen: [],
    page: "",
    decision: undefined,
    waiting: [],
    isIncomplete: false,
  };
}

/**
 * The Action's way through one login, in steps between which anything may happen. The decision is the real one, and so is
 * what a login is refused for; it is taken with the last page, since what a login does within itself nobody else sees.
 */
export function loginSteps(scenario: Scenario, state: State, login: LoginProcess): Step[] {
  switch (login.stage) {
    case "to come":
      return beginning(scenario, state, login);
    case "token":
      return [takingToken(scenario, state, login), ...crash(state, login)];
    case "listing":
      return [...listing(scenario, state, login), ...crash(state, login)];
    case "ending":
      return [...ending(scenario, state, login), ...crash(state, login)];
    case "refused":
      return [refusing(state, login), ...crash(state, login)];
    case "over":
      return [];
  }
}

function beginning({ mishaps }: Scenario, { store, tokens }: State, login: LoginProcess): Step[] {
  const { session: id, kind, at = store.clock } = login;
  const session = find(store, id);
  const starting = (words: string, begin: () => Session) =>
    step(`${id} ${words}`, () => {
      const { authenticatedAt, createdAt } = begin();
      store.logins += kind === "authentication" ? 1 : 0;
      if (store.logins === 1) return firstLogin(store, login);
      login.event = { id, ...timesInEvent(kind, { authenticatedAt, createdAt }, store.clock) };
      // Where no key ever changes, one token is as good as another.
      login.stage = mishaps.rotations > 0 ? "token" : "listing";
      login.token = tokens.key;
    });
  if (session && !session.signedIn) return [step(`${id} finds itself signed out`, () => end(store, login))];
  if (kind !== "authentication") {
    // What is not there yet is not used.
    return session ? [starting(`is used again (${kind})`, () => use(store, session))] : [];
  }
  if (session) return [starting("authenticates again", () => authenticateAgain(session, at))];
  return [starting("logs in", () => establish(store, id, at))];
}

/** A refresh token tells no time of its session. One that goes on to another limit has been there since this use of it. */
function timesInEvent(kind: LoginProcess["kind"], times: Omit<Session, "id">, now: number): Omit<Session, "id"> {
  if (kind === "exchange") return { authenticatedAt: 0, createdAt: 0 };
  return kind === "entry" ? { authenticatedAt: now, createdAt: now } : times;
}

/** Has nothing to end, and is over a millisecond before the next. */
function firstLogin(store: Store, login: LoginProcess): void {
  store.clock += 1;
  end(store, login);
}

function takingToken({ sharedCache }: Scenario, { tokens }: State, login: LoginProcess): Step {
  const left = leftToken(tokens, login.instance, sharedCache);
  const take = () => {
    login.requestedToken = left === undefined;
    login.token = left ?? requestToken(tokens, login.instance);
    login.stage = "listing";
  };
  return step(`${login.session} ${left === undefined ? "requests a token" : "takes the token there is"}`, take);
}

function listing(scenario: Scenario, state: State, login: LoginProcess): Step[] {
  const { store } = state;
  const { sessions, next } = readPage(store, login.page);
  const succeed = () => {
    // A round trip takes a millisecond at least.
    if (login.page === "") store.clock += 1;
    login.seen.push(...sessions.map(timesOf));
    if (next === undefined) act(scenario, store, login, decideFor(scenario, store, login));
    else login.page = next;
  };
  const words = `lists [${sessions.map(({ id }) => id).join(" ")}]`;
  // What the first page is not asked for without, the login has from then on.
  const isFirst = login.page === "" && login.reserved === 0;
  const calls = isFirst ? callsFor(loginOf(login.event!, { kind: login.kind }, scenario.policy), scenario.policy) : 1;
  return request(state, login, words, succeed, () => act(scenario, store, login), calls);
}

function decideFor({ decide, policy }: Scenario, { clock }: Store, login: LoginProcess): Decision {
  const { kind, event, seen, instance } = login;
  const sessions = seen.map((session) => listed(session.id, 0, session));
  // The list's order is nobody's promise, and need not be the same for two logins.
  return decide(loginOf(event!, { kind }, policy), instance === 0 ? sessions : sessions.reverse(), policy, clock);
}

function act(scenario: Scenario, store: Store, login: LoginProcess, decision?: Decision): void {
  login.waiting = decision?.end.map(({ id }) => id) ?? [];
  login.decision = decision && { ...decision, end: [], placeFreesAt: undefined };
  login.seen = [];
  if (login.waiting.length > 0) login.stage = "ending";
  else answer(scenario, store, login);
}

function ending(scenario: Scenario, state: State, login: LoginProcess): Step[] {
  return login.waiting.slice(0, PARALLEL).flatMap((id) => {
    const accept = () => requestDeletion(state.store, id, login.event!);
    const answered = (isIncomplete: boolean) => {
      login.isIncomplete ||= isIncomplete;
      login.waiting = login.waiting.filter((waiting) => waiting !== id);
      if (login.waiting.length === 0) answer(scenario, state.store, login);
    };
    const succeed = () => [accept(), answered(false)];
    const fail = () => answered(true);
    const lose = () => [accept(), answered(true)];
    return [
      ...request(state, login, `ends ${id}`, succeed, fail),
      ...fault(state, `${login.session} ends ${id}, and the answer is lost`, lose),
    ];
  });
}

function answer({ policy }: Scenario, store: Store, login: LoginProcess): void {
  const { kind, decision, isIncomplete } = login;
  const failure = decision ? undefined : "no list";
  const eviction = { ended: [], failed: isIncomplete ? 1 : 0 };
  const refusal = refusalOf({ decision, failure, eviction }, loginOf(login.event!, { kind }, policy), policy);
  if (refusal) login.stage = "refused";
  else end(store, login);
}

function refusing({ store }: State, login: LoginProcess): Step {
  const { session: id, kind } = login;
  const refuse = () => {
    // Where there is no browser, the session was ended through the API.
    if (kind !== "exchange") signOut(store, find(store, id)!);
    end(store, login);
  };
  return step(`${id} is refused`, refuse);
}

function crash({ store, mishaps }: State, login: LoginProcess): Step[] {
  const take = () => {
    mishaps.crashes -= 1;
    end(store, login);
  };
  return mishaps.crashes > 0 ? [step(`${login.session} crashes`, take)] : [];
}

/** What is over is forgotten, so that schedules that differ in nothing else are one. Room that it did not need is for others. */
function end(store: Store, login: LoginProcess): void {
  if (store.room !== undefined) store.room += login.reserved;
  Object.assign(login, comingLogin(login), { stage: "over" });
}

function timesOf({ id, authenticatedAt, createdAt, lastInteractedAt }: ListedSession) {
  return { id, authenticatedAt, createdAt, lastInteractedAt };
}
