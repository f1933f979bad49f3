import { setImmediate } from "node:timers/promises";

/** More waits in a row than any login has. */
const MOST_WAITS = 1000;

/** Lets the time of Jest's fake timers pass until something is done, and fails at once if it waits for what never comes. */
export async function pass<T>(doing: Promise<T>): Promise<T> {
  let isDone = false;
  const done = doing.finally(() => (isDone = true));
  done.catch(() => undefined);
  for (let waits = 0; waits < MOST_WAITS; waits += 1) {
    // What takes no time comes first.
    await setImmediate();
    if (isDone) return done;
    if (jest.getTimerCount() === 0) break;
    await jest.advanceTimersToNextTimerAsync();
  }
  throw new Error("waits for what never comes");
}
