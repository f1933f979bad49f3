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

export async function play(scenario: Scenario): Promise<ScenarioFigures> {
  const tenant = await TestTenant.start(scenario.contestant, { latency: LATENCY });
  try {
    const users = await tenant.addUsers(scenario.loginsPerSecond * WINDOW);
    await warmUp(tenant);

    tenant.limitRate(scenario.bucket);
    const neighbour = new Neighbour(tenant.simulator.management, users[0]!.id, scenario.neighbourCallsPerSecond);
    const started = performance.now();
    let lastArrival = 0;
    const logins = await atRate(scenario.loginsPerSecond, users, (user) => {
      lastArrival = (performance.now() - started) / 1000;
      return tenant.signIn(user);
    });
    const ofNeighbour = await neighbour.stop();
    const calls = tenant.calls().filter(({ path }) => path !== "/oauth/token");

    const beyond = tenant.beyondLimit(users);
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

/** Makes the instance load the SDK, get an access token and open every connection. */
async function warmUp(tenant: TestTenant): Promise<void> {
  const users = await tenant.addUsers(5);
  await tenant.deploy();
  for (const user of users) await tenant.signIn(user);
  tenant.forgetCalls();
}

/** How many logins the bucket has calls for, from the first login until the last one stops waiting. */
function capacityOf({ bucket }: Scenario, lastArrival: number, takenByOthers: number): number {
  const calls = bucket.burst + bucket.perSecond * (lastArrival + TIME_BUDGET) - takenByOthers;
  return Math.floor(calls / CALLS_PER_LOGIN);
}
