/**
 * Loads the simulator with Node's own loader, also where a test runner has one of its own: Jest's cannot load the ES
 * modules that the simulator builds on, and its fake timers would stop the tenant.
 */
import type * as simulator from "./simulator";

const { createRequire } = process.getBuiltinModule("node:module");
const loaded = createRequire(__filename)("./simulator") as typeof simulator;

export const { startSimulator, RATE_LIMITS } = loaded;
export type * from "./simulator";
