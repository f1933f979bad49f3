import { METHODS } from "node:http";
import type { Fault } from "./fault";

export interface FaultyRoute {
  /** In capitals. */
  method: string;
  /**
   * The request's path as it is sent, percent-encoding included, where `:name` stands for any segment, such as
   * "/api/v2/sessions/:id"; or an expression that is searched for in path and query.
   */
  path: string | RegExp;
  fault: Fault;
  /** How many requests meet it; `Infinity` for all until `clear`. @default 1 */
  times?: number;
  /** How many requests it lets pass before. @default 0 */
  after?: number;
}

export interface InjectedFault {
  /** How many requests have met it so far. */
  readonly occurrences: number;
}

interface PendingFault extends InjectedFault, Required<FaultyRoute> {
  occurrences: number;
  /** How many requests it has let pass so far. */
  passed: number;
}

/** What shall go wrong, and when. The faults of one route occur in the order in which they were injected. */
export class Faults {
  private injected: PendingFault[] = [];

  /** @throws Error if it could never occur */
  inject({ method, path, fault, times = 1, after = 0 }: FaultyRoute): InjectedFault {
    if (!METHODS.includes(method)) {
      throw new Error(`no request has the method "${method}"; give one in capitals, such as GET, POST or DELETE`);
    }
    if (typeof path === "string" && !path.startsWith("/")) throw new Error(`path must begin with "/", got: "${path}"`);
    if (typeof path === "string" && /[{}?#]|^\/simulator\//.test(path)) {
      throw new Error(
        `path can match no request: "${path}"; write a parameter as ":id", no query, and nothing under /simulator/`,
      );
    }
    if (!(times >= 1)) throw new Error(`times must be 1 or more, or Infinity, got: ${times}`);
    if (!(after >= 0)) throw new Error(`after must be 0 or more, got: ${after}`);
    const injected = { method, path, fault, times, after, occurrences: 0, passed: 0 };
    this.injected.push(injected);
    return injected;
  }

  /** Every fault that was injected, with how many requests have met it. */
  list(): (FaultyRoute & InjectedFault)[] {
    return this.injected.map(({ method, path, fault, times, after, occurrences }) => ({
      method,
      path,
      fault,
      times,
      after,
      occurrences,
    }));
  }

  /** From now on everything is answered as it should be. */
  clear(): void {
    this.injected = [];
  }

  /** The fault that a request meets, which is thereby one time fewer to come. */
  next(method: string, url: string): Fault | undefined {
    const next = this.injected
      .filter(({ occurrences, times }) => occurrences < times)
      .find((injected) => injected.method === method && matches(injected.path, url));
    if (!next) return undefined;
    if (next.passed < next.after) {
      next.passed += 1;
      return undefined;
    }
    next.occurrences += 1;
    return next.fault;
  }
}

function matches(path: string | RegExp, url: string): boolean {
  if (typeof path !== "string") return url.search(path) !== -1;
  const wanted = path.split("/");
  const given = url.split("?")[0]!.split("/");
  return wanted.length === given.length && wanted.every((name, i) => name.startsWith(":") || name === given[i]);
}
