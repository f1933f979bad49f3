import type { TestTenant, TestUser } from "../test-tenant";
import { atRate } from "./arrivals";

const RETURNS_PER_SECOND = 8;
/** Seconds after which a round of returns is the last. */
const PATIENCE = 30;

/**
 * Has the users beyond the limit sign in again, all of them in turn, until there is none.
 *
 * @returns the seconds that it took; undefined where it took too long
 */
export async function recover(tenant: TestTenant, users: TestUser[]): Promise<number | undefined> {
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  let beyond = users;
  while (beyond.length > 0 && elapsed() < PATIENCE) {
    await atRate(RETURNS_PER_SECOND, beyond, (user) => tenant.signIn(user));
    beyond = tenant.beyondLimit(beyond);
  }
  return beyond.length === 0 ? elapsed() : undefined;
}
