import { setTimeout as wait } from "node:timers/promises";
import { RATE_LIMITS, type Simulator, type SimulatorOptions } from "../simulator/simulator";
import type { Interruption } from "./interruption";
import type { Step, Told } from "./step";

/** How long to pause after each step, in milliseconds, so that people can follow. */
const PAUSE = 2000;

/** The options for a tenant that is watched: it has a page, and a rate-limit bucket that drains. */
export const WATCHED_TENANT: SimulatorOptions = { pagePort: 0, rateLimit: RATE_LIMITS.enterpriseProduction };

/** Carries out the same steps, with time to look at the page after each. */
export function unhurried(step: Step, signal: AbortSignal): Step {
  return async (title, work) => {
    const told = await step(title, work);
    await wait(PAUSE, undefined, { signal });
    return told;
  };
}

/** Leaves the tenant to whoever is watching the page, until Ctrl-C. Faults that they have set are then cleared. */
export async function leaveToSpectators(
  { page, faults }: Simulator,
  interruption: Interruption,
  progress: (line: string) => void,
): Promise<Told> {
  progress(`Ctrl-C destroys everything. Until then the tenant is yours, at ${page}`);
  await interruption.next();
  faults.clear();
  return { result: "everything works again" };
}
