import { Failure } from "./failure";

/** How long to wait for Auth0's `api`, in milliseconds. It normally answers at once; an answer that never came would block the login. */
const PATIENCE = 200;

export async function inTime<T>(answer: T | PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failure("TimeoutError")), PATIENCE);
  });
  return Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
}
