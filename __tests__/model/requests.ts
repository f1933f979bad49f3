import type { LoginProcess, State } from "./state";
import { step, type Step } from "./store";
import { requestToken } from "./tokens";

/** A request to the Management API, with all that may become of it. */
export function request(
  state: State,
  login: LoginProcess,
  words: string,
  succeed: () => unknown,
  fail: () => unknown,
): Step[] {
  const { session: id } = login;
  const what = `${id} ${words}`;
  if (login.token !== state.tokens.key) {
    if (login.requestedToken) return [step(`${what}: 401`, fail)];
    const renew = () => {
      login.requestedToken = true;
      login.token = requestToken(state.tokens, login.instance);
    };
    return [step(`${what}: 401, and requests a token`, renew)];
  }
  const wait = () => {
    login.patience -= 1;
  };
  return [
    step(what, succeed),
    ...fault(state, `${what}: 500`, fail),
    ...(login.patience > 0 ? fault(state, `${what}: 429, and waits`, wait) : []),
  ];
}

export function fault({ mishaps }: State, words: string, happen: () => unknown): Step[] {
  const take = () => {
    mishaps.faults -= 1;
    happen();
  };
  return mishaps.faults > 0 ? [step(words, take)] : [];
}
