import { comingLogin, loginSteps } from "./login-process";
import type { Scenario } from "./scenario";
import type { State } from "./state";
import { establish, pendingEffects, step, type Step, type Store, type StoredSession } from "./store";

export function begin(scenario: Scenario): State {
  const store: Store = { ...scenario.store, clock: 100, sessions: [] };
  for (const { id, authenticatedAt, ...times } of scenario.sessions) {
    Object.assign(establish(store, id, authenticatedAt), { ...times, list: "shows" });
  }
  const tokens = { key: 0, warm: {} };
  return { store, tokens, logins: scenario.logins.map(comingLogin), mishaps: { ...scenario.mishaps } };
}

/** Everything that may happen next. Nothing: all logins are over, and their deletions have taken effect. */
export function stepsOf(scenario: Scenario, state: State): Step[] {
  const { logins, store } = state;
  const isListRead = logins.some(({ stage }) => stage === "to come" || stage === "token" || stage === "listing");
  return [
    ...logins.flatMap((login) => loginSteps(scenario, state, login)),
    ...(isListRead ? outsideSteps(state) : []),
    ...pendingEffects(store, isListRead),
  ];
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
