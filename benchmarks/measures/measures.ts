import type { Measure } from "../measure";
import { calls } from "./calls";
import { cold } from "./cold";
import { deployment } from "./deployment";
import { latency } from "./latency";
import { rateLimit } from "./rate-limit";
import { simulator } from "./simulator";
import { synth } from "./synth";

/** The measures by name, in the order in which they are taken and shown. */
export const MEASURES: Record<string, Measure> = {
  latency,
  calls,
  "rate-limit": rateLimit,
  cold,
  synth,
  deployment,
  simulator,
};
