import type { RateLimit } from "../../simulator/simulator";
import type { Contestant } from "../contestants/contestants";
import { type Spread, spreadOf } from "../spread";
import { TestTenant } from "../test-tenant";
import { atRate } from "./arrivals";
import { Neighbour } from "./neighbour";
import { recover } from "./recovery";

/** Logins of users who each hold one session more than they may, at a steady rate, on a tenant with a rate limit. */
export interface Scenario {
  contestant: Contestant;
  /** The bucket of the tenant's rate limit. */
  bucket: RateLimit;
  loginsPerSecond: number;
  /** How many calls others make to the Management API at the same time. */
  neighbourCallsPerSecond: number;
  /** Whether the users beyond the limit then sign in again until nobody is beyond it. */
  recovers: boolean;
}

export interface ScenarioFigures extends Scenario {
  logins: number;
  failed: number;
  /** Logins that left their user with one session. */
  enforced: number;
  /** How many logins the bucket had calls for within the time that the default policy lets a login wait. */
  enforceable: number;
  hold: Spread;
  calls: number;
  refused: number;
  neighbour: { calls: number; refused: number };
  /** How many seconds it took until every user was back within the limit. */
  recovery?: number;
}

/** For how many seconds logins arrive. */
const WINDOW = 8;
/** How many seconds the default policy lets a login wait. Calls that become available in this time can still be used. */
const TIME_BUDGET = 5;
/** One call lists the sessions, one ends the other session. */
const CALLS_PER_LOGIN = 2;
/** In milliseconds. */
const LATENCY = 30;
/** How many logins an instance has just had when the scenario begins. */
const WARM_UP_LOGINS = 4;

/** A scenario whose tenant and users are there, so that nothing but the logins takes time when it is played. */
export interface PreparedScenario extends Scenario {
  tenant: TestTenant;
  /** Each holds one session. */
  users: string[];
}

/** Makes the tenant and its users, and has the instance load the SDK and get an access token, all without latency. */
export async function prepare(scenario: Scenario): Promise<PreparedScenario> {
  const tenant = await TestTenant.start(scenario.contestant);
  const users = tenant.seedUsers(scenario.loginsPerSecond * WINDOW, 1);
  await tenant.deploy();
  await warmUp(tenant, 1);
  tenant.delayAnswers(LATENCY);
  return { ...scenario, tenant, users };
}

/** Closes the tenant. */
export async function play({ tenant, users, ...scenario }: PreparedScenario): Promise<ScenarioFigures> {
  try {
    await warmUp(tenant, WARM_UP_LOGINS);

    tenant.limitRate(scenario.bucket);
    const neighbour = new Neighbour(tenant.simulator.management, users[0]!, scenario.neighbourCallsPerSecond);
    const started = performance.now();
    let lastArrival = 0;
    const logins = await atRate(scenario.loginsPerSecond, users, (user) => {
      lastArrival = (performance.now() - started) / 1000;
      return tenant.signIn(user);
    });
    const ofNeighbour = await neighbour.stop();
    const calls = tenant.calls().filter(({ path }) => path !== "/oauth/token");

    const beyond = await tenant.beyondLimit(users);
    return {
      ...scenario,
      logins: logins.length,
      failed: logins.filter(({ failure }) => failure !== undefined).length,
      enforced: users.length - beyond.length,
      enforceable: Math.min(users.length, capacityOf(scenario, lastArrival, ofNeighbour.calls - ofNeighbour.refused)),
      hold: spreadOf(logins.map(({ hold }) => hold)),
      calls: calls.length,
      refused: calls.filter(({ status }) => status === 429).length,
      neighbour: ofNeighbour,
      ...(scenario.recovers && { recovery: await recover(tenant, beyond) }),
    };
  } finally {
    await tenant.close();
  }
}

/** Signs users in, one after another. What this opens closes again after four seconds without use. */
async function warmUp(tenant: TestTenant, logins: number): Promise<void> {
  for (const user of tenant.seedUsers(logins, 1)) await tenant.signIn(user);
  tenant.forgetCalls();
}

/** How many logins the bucket has calls for, from the first login until the last one stops waiting. */
function capacityOf({ bucket }: Scenario, lastArrival: number, takenByOthers: number): number {
  const calls = bucket.burst + bucket.perSecond * (lastArrival + TIME_BUDGET) - takenByOthers;
  return Math.floor(calls / CALLS_PER_LOGIN);
}
