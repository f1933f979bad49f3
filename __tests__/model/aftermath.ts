import { comingLogin } from "./login-process";
import { stepsOf } from "./model";
import { NO_MISHAPS, type ComingLogin, type Scenario } from "./scenario";
import type { State } from "./state";

/** What becomes of a state in which all logins are over once the store is up to date and one more logs in, undisturbed. */
export function afterTheNextLogin(scenario: Scenario, state: State): State {
  return afterwards(scenario, state, [{ session: "next", kind: "authentication", instance: 0 }]);
}

/** The same once sessions are used again, one after the other. */
export function afterReuse(scenario: Scenario, state: State, sessions: string[]): State {
  return afterwards(
    scenario,
    state,
    sessions.map((session) => ({ session, kind: "reuse", instance: 0 })),
  );
}

function afterwards(scenario: Scenario, state: State, logins: ComingLogin[]): State {
  const after = JSON.parse(JSON.stringify({ ...state, logins: [], mishaps: NO_MISHAPS })) as State;
  const { store } = after;
  for (const session of store.sessions) session.list = session.signedIn ? "shows" : "no longer";
  // Later than any clock that was off.
  const times = store.sessions.map(({ authenticatedAt }) => authenticatedAt);
  Object.assign(store, {
    listsLate: false,
    deletesLate: false,
    room: undefined,
    clock: Math.max(store.clock, ...times) + 1,
  });
  for (const login of logins) {
    after.logins = [comingLogin(login)];
    for (let [step] = stepsOf(scenario, after); step; [step] = stepsOf(scenario, after)) step.take();
  }
  return after;
}
