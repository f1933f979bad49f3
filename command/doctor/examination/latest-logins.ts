import type { PolicyDocument } from "../../../contract/policy";
import { newestFirst } from "../../../action-src/session";
import { judge, type Account } from "../../preview/verdict";
import type { TenantReader } from "../../tenant/tenant-reader";
import { Accounts } from "../../users/accounts";
import { TenantDirectory } from "../../users/tenant-directory";
import type { LatestLogins } from "./facts";
import { tryToRead, type Optional } from "./optional";

/** How many users are looked at, each with a request or more. */
const USERS = 10;

/** Milliseconds until a session that was ended is gone from the list: the tenant accepts it, and does it then. */
const SETTLING = 60_000;

/** In milliseconds: beyond the last login of anybody, however far behind the tenant's this machine's clock is. */
const CLOCK_SKEW = 365 * 86_400_000;

/**
 * Of the users who signed in last since the policy is deployed, how many hold more sessions than it allows. Needs `read:users`
 * and `read:sessions`, and what the policy's rules ask for.
 *
 * @param deployedAt in milliseconds since 1970
 */
export function readLatestLogins(
  reader: TenantReader,
  policy: PolicyDocument,
  deployedAt: number,
): Promise<Optional<LatestLogins>> {
  return tryToRead(async () => {
    const now = Date.now();
    const users = await new TenantDirectory(reader).page({ start: deployedAt, end: now + CLOCK_SKEW }, 0);
    const accounts = new Accounts(reader, policy);
    const judged: boolean[] = [];
    for (const user of users.slice(0, USERS)) {
      const account = await accounts.read(user);
      if (signedInBetween(account, deployedAt, now)) judged.push(judge(account, policy, now).ending.length > 0);
    }
    return { users: judged.length, over: judged.filter((isOver) => isOver).length };
  });
}

/** By a login at which the Action ran and has come to an end: a last login may also be the use of a session from before. */
function signedInBetween({ sessions }: Account, deployedAt: number, now: number): boolean {
  const newest = sessions.filter(({ delegated }) => !delegated).toSorted(newestFirst)[0];
  if (newest === undefined) return false;
  const { authenticatedAt } = newest;
  return authenticatedAt > deployedAt && Math.abs(now - authenticatedAt) > SETTLING;
}
