import type { TestTenant } from "../test-tenant";
import { atRate } from "./arrivals";

/** Fewer than the bucket has calls for. */
export const RETURNS_PER_SECOND = 6;
/** After how many seconds no further round of logins starts. */
const PATIENCE = 30;

/**
 * Makes the users beyond the limit sign in again, one after another, until nobody is beyond it.
 *
 * @returns how many seconds it took; undefined if it took too long
 */
export async function recover(tenant: TestTenant, users: string[]): Promise<number | undefined> {
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  let beyond = users;
  while (beyond.length > 0 && elapsed() < PATIENCE) {
    await atRate(RETURNS_PER_SECOND, beyond, (user) => tenant.signIn(user));
    beyond = await tenant.beyondLimit(beyond);
  }
  return beyond.length === 0 ? elapsed() : undefined;
}
