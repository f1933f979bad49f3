import { isDeepStrictEqual } from "node:util";

/** A step did not hold. */
export class Unmet extends Error {
  /** @param output what else may tell why, such as what a command printed */
  constructor(
    readonly expected: string,
    readonly found: string,
    readonly output?: string,
  ) {
    super(`expected ${expected}, found ${found}`);
    this.name = "Unmet";
  }
}

/**
 * Compares names, order included.
 *
 * @param what the names are of, for example "Actions bound to post-login"
 * @throws {Unmet}
 */
export function expectNames(
  what: string,
  expected: readonly string[],
  found: readonly string[],
  output?: string,
): void {
  if (isDeepStrictEqual(expected, found)) return;
  throw new Unmet(`${what}: ${listNames(expected)}`, `${what}: ${listNames(found)}`, output);
}

export function listNames(names: readonly string[]): string {
  return names.length > 0 ? names.join(", ") : "none";
}
