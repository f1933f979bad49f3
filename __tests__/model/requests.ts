import type { LoginProcess, State } from "./state";
import { step, type Step, type Store } from "./store";
import { requestToken } from "./tokens";

/**
 * A request to the Management API, with all that may become of it.
 *
 * @param calls how many calls there must be room for
 */
export function request(
  state: State,
  login: LoginProcess,
  words: string,
  succeed: () => unknown,
  fail: () => unknown,
  calls = 1,
): Step[] {
  const { session: id } = login;
  const what = `${id} ${words}`;
  if (!hasRoom(state.store, login, calls)) return [step(`${id} is deferred`, fail)];
  const paid = (then: () => unknown) => () => [pay(state.store, login, calls), then()];
  if (login.token !== state.tokens.key) {
    if (login.requestedToken) return [step(`${what}: 401`, paid(fail))];
    const renew = () => {
      login.requestedToken = true;
      login.token = requestToken(state.tokens, login.instance);
    };
    return [step(`${what}: 401, and requests a token`, paid(renew))];
  }
  const wait = () => {
    login.patience -= 1;
  };
  return [
    step(what, paid(succeed)),
    ...fault(state, `${what}: 500`, paid(fail)),
    ...(login.patience > 0 ? fault(state, `${what}: 429, and waits`, wait) : []),
  ];
}

/** A login may wait until there is, or give up at any time. */
function hasRoom({ room = Infinity }: Store, { reserved }: LoginProcess, calls: number): boolean {
  return reserved + room >= calls;
}

function pay(store: Store, login: LoginProcess, calls: number): void {
  if (store.room === undefined) return;
  store.room -= Math.max(0, calls - login.reserved);
  login.reserved = Math.max(login.reserved, calls) - 1;
}

export function fault({ mishaps }: State, words: string, happen: () => unknown): Step[] {
  const take = () => {
    mishaps.faults -= 1;
    happen();
  };
  return mishaps.faults > 0 ? [step(words, take)] : [];
}
