import { setTimeout as wait } from "node:timers/promises";
import { RATE_LIMITS, type Simulator, type SimulatorOptions } from "../simulator/simulator";
import type { Interruption } from "./interruption";
import type { Step, Told } from "./step";

/** Milliseconds after each step, so that eyes can follow. */
const PAUSE = 2000;

/** The tenant that is watched: with a page, and with a bucket of tokens that drains. */
export const WATCHED_TENANT: SimulatorOptions = { pagePort: 0, rateLimit: RATE_LIMITS.enterpriseProduction };

/** The same steps, with time to look at the page after each. */
export function unhurried(step: Step, signal: AbortSignal): Step {
  return async (title, work) => {
    const told = await step(title, work);
    await wait(PAUSE, undefined, { signal });
    return told;
  };
}

/** The tenant is left to whoever looks at the page, until Ctrl-C. What they have broken is mended then. */
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
