import { Failure } from "./failure";

/** How long Auth0's `api` is waited for, in milliseconds. It answers at once; what never does would hold up the login. */
const PATIENCE = 200;

export async function inTime<T>(answer: T | PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failure("TimeoutError")), PATIENCE);
  });
  return Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
}
