import type { PolicyDocument } from "../../../contract/policy";
import { newestFirst } from "../../../action-src/session";
import { judge, type Account } from "../../preview/verdict";
import type { TenantReader } from "../../tenant/tenant-reader";
import { Accounts } from "../../users/accounts";
import { TenantDirectory } from "../../users/tenant-directory";
import type { LatestLogins } from "./facts";
import { tryToRead, type Optional } from "./optional";

/** How many users are examined, each with at least one request. */
const USERS = 10;

/** How long a session may remain listed after it was ended, in milliseconds: the tenant accepts the request and carries it out later. */
const SETTLING = 60_000;

/** In milliseconds. Added to now, it lies beyond everybody's last login, however far this machine's clock is behind the tenant's. */
const CLOCK_SKEW = 365 * 86_400_000;

/**
 * Of the latest users to log in since the policy was deployed, how many hold more sessions than it allows. Needs `read:users` and
 * `read:sessions`, and the scopes for what the policy's rules ask for.
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
    const clients = new Set<string>();
    for (const user of users.slice(0, USERS)) {
      const account = await accounts.read(user);
      account.sessions.forEach((session) => session.clients.forEach((client) => clients.add(client)));
      if (signedInBetween(account, deployedAt, now)) judged.push(judge(account, policy, now).ending.length > 0);
    }
    return { users: judged.length, over: judged.filter((isOver) => isOver).length, clients: [...clients] };
  });
}

/**
 * Whether the user's last login was a login at which the Action ran, and whose effects are over. What Auth0 calls a last login may
 * also be the reuse of an earlier session.
 */
function signedInBetween({ sessions }: Account, deployedAt: number, now: number): boolean {
  const newest = sessions.filter(({ delegated }) => !delegated).toSorted(newestFirst)[0];
  if (newest === undefined) return false;
  const { authenticatedAt } = newest;
  return authenticatedAt > deployedAt && Math.abs(now - authenticatedAt) > SETTLING;
}
