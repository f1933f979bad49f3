import type { ServedRequest } from "../../simulator/simulator";
import type { Deployment } from "./deployment";

/** One of the requests that a run of Terraform makes: the first, second, ... of its route, counted from 0. */
export interface Call {
  method: string;
  /** With `:id` for every id. */
  path: string;
  number: number;
}

/** What Terraform asks of the tenant while it works. */
export async function callsOf({ simulator }: Deployment, work: () => Promise<unknown>): Promise<Call[]> {
  const before = simulator.requests().length;
  await work();
  const routes = simulator.requests().slice(before).map(routeOf);
  return routes.map((route, i) => ({
    ...route,
    number: routes.slice(0, i).filter((earlier) => same(earlier, route)).length,
  }));
}

function routeOf({ method, path }: ServedRequest): Omit<Call, "number"> {
  return { method, path: path.replaceAll(/(?<=\/)([0-9a-f-]{36}|(cgr|cred)_\w+|\w{32})(?=\/|$)/g, ":id") };
}

function same(a: Omit<Call, "number">, b: Omit<Call, "number">): boolean {
  return a.method === b.method && a.path === b.path;
}

/**
 * Terraform's work, ended by the tenant's refusal of one call. That is how any error ends it which the provider does not try
 * to overcome by asking again, as it does after 429 and 5xx.
 *
 * @returns whether the call was made at all: how often Terraform asks whether an Action is built is a matter of time
 */
export async function interrupted(
  { simulator }: Deployment,
  call: Call,
  work: () => Promise<unknown>,
): Promise<boolean> {
  const { method, path, number } = call;
  const interruption = simulator.faults.inject({ method, path, after: number, fault: REFUSAL });
  await work().catch((error: Error) => {
    if (!error.message.includes(REFUSAL.body.message)) throw error;
  });
  simulator.faults.clear();
  return interruption.occurrences === 1;
}

export const REFUSAL = {
  kind: "status",
  status: 403,
  body: { statusCode: 403, error: "Forbidden", message: "Interrupted by the test" },
} as const;

/** Makes an attempt with each item, on several tenants at once. */
export async function forEach<T>(
  tenants: Deployment[],
  items: T[],
  attempt: (tenant: Deployment, item: T) => Promise<void>,
) {
  const queue = items.values();
  await Promise.all(
    tenants.map(async (tenant) => {
      for (const item of queue) await attempt(tenant, item);
    }),
  );
}
