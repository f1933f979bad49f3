import { describeError } from "../../tenant/api-error";

/** A fact that the doctor can do without, or the reason why it could not be read. */
export type Optional<T> = { readonly seen: T } | { readonly unseen: string };

export async function tryToRead<T>(call: () => Promise<T>): Promise<Optional<T>> {
  try {
    return { seen: await call() };
  } catch (error) {
    return { unseen: describeError(error).reason };
  }
}
