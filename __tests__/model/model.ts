import { comingLogin, loginSteps } from "./login-process";
import type { Scenario } from "./scenario";
import type { State } from "./state";
import { establish, pendingEffects, step, type Step, type Store, type StoredSession } from "./store";

/** Logins that a user has had who is not new. */
const SEVERAL = 2;

export function begin(scenario: Scenario): State {
  const { isNewUser, rateLimit } = scenario;
  const store: Store = {
    ...scenario.store,
    clock: 100,
    sessions: [],
    logins: isNewUser ? 0 : SEVERAL,
    room: rateLimit?.room,
  };
  for (const { id, authenticatedAt, ...times } of scenario.sessions) {
    Object.assign(establish(store, id, authenticatedAt), { ...times, list: "shows" });
  }
  const tokens = { key: 0, warm: {} };
  const logins = scenario.logins.map(comingLogin);
  return { store, tokens, logins, mishaps: { ...scenario.mishaps }, refills: rateLimit?.refills ?? 0 };
}

/** Everything that may happen next. Nothing: all logins are over, and their deletions have taken effect. */
export function stepsOf(scenario: Scenario, state: State): Step[] {
  const { logins, store } = state;
  const isWaiting = logins.some(({ stage }) => stage === "listing" || stage === "ending");
  const isListRead = logins.some(({ stage }) => stage === "to come" || stage === "token" || stage === "listing");
  return [
    ...logins.flatMap((login) => loginSteps(scenario, state, login)),
    ...(isListRead ? outsideSteps(state) : []),
    ...(isWaiting && state.refills > 0 ? [refill(state)] : []),
    ...pendingEffects(store, isListRead),
  ];
}

function refill(state: State): Step {
  return step("the rate limit has room for one more call", () => {
    state.refills -= 1;
    state.store.room! += 1;
  });
}

function outsideSteps({ store, tokens, mishaps }: State): Step[] {
  const rotate = () => {
    mishaps.rotations -= 1;
    tokens.key += 1;
  };
  const use = (session: StoredSession) => () => {
    mishaps.uses -= 1;
    session.lastInteractedAt = ++store.clock;
  };
  const inUse = mishaps.uses > 0 ? store.sessions.filter(({ signedIn }) => signedIn) : [];
  return [
    ...(mishaps.rotations > 0 ? [step("the tenant's keys change", rotate)] : []),
    ...inUse.map((session) => step(`${session.id} is used`, use(session))),
  ];
}
