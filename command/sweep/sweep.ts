import { endSession, endTokens, statusOf } from "../../action-src/ending";
import type { Session } from "../../action-src/session";
import type { PolicyDocument } from "../../contract/policy";
import { judge } from "../preview/verdict";
import { describeError } from "../tenant/api-error";
import type { TenantReader } from "../tenant/tenant-reader";
import { Accounts } from "../users/accounts";
import { TenantDirectory } from "../users/tenant-directory";
import type { Journal, Target } from "./journal";

/**
 * Ends the sessions and devices that are left in the journal, user by user. It looks at each user afresh first: it spares what the
 * policy now allows, and leaves alone what the journal does not name, however new it is. A session that has expired meanwhile may
 * have left a device, which is ended in its place.
 *
 * @param most the maximum number of sessions and devices to end
 * @param step called after each one that has been dealt with
 */
export async function sweep(
  reader: TenantReader,
  policy: PolicyDocument,
  journal: Journal,
  most: number,
  step: () => void,
): Promise<void> {
  const directory = new TenantDirectory(reader);
  const accounts = new Accounts(reader, policy);
  for (const [id, targets] of byUser(journal.remaining.slice(0, most))) {
    const user = await directory.find(id);
    const account = user && (await accounts.read(user));
    const verdict = account && judge(account, policy, Date.now());
    const over = new Map(verdict?.ending.map(({ place }) => [place.id, place]));
    const held = new Set(verdict?.places.map((place) => place.id));
    for (const { id } of targets) {
      const place = over.get(id);
      if (place) await end(reader, policy, journal, place);
      else if (held.has(id)) journal.record(id, "spared");
      else journal.record(id, journal.wasAsked(id) ? "ended" : "gone");
      step();
    }
  }
}

function byUser(targets: readonly Target[]): Map<string, Target[]> {
  const groups = new Map<string, Target[]>();
  for (const target of targets) groups.set(target.user, [...(groups.get(target.user) ?? []), target]);
  return groups;
}

/** Ends a session. Needs the scope `delete:sessions`, and `delete:refresh_tokens` if the policy revokes refresh tokens. */
async function end(
  { management }: TenantReader,
  policy: PolicyDocument,
  journal: Journal,
  { id, refreshTokens }: Session,
): Promise<void> {
  journal.record(id, "asked");
  try {
    if (refreshTokens) await endTokens(refreshTokens, management, oneAfterTheOther());
    else await endSession(id, management, policy);
    journal.record(id, "ended");
  } catch (error) {
    const { status, reason } = describeError(error);
    console.error(`a ${refreshTokens ? "device" : "session"} could not be ended: ${reason}`);
    // Without an answer, the session may have ended all the same. The next run will see.
    if (status !== undefined) journal.record(id, status === 404 ? "gone" : "failed");
  }
}

/** The pace is that of requests which wait for one another. A refresh token that is gone already is as good as revoked. */
function oneAfterTheOther(): (call: () => PromiseLike<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (call) => {
    last = last.then(call).catch((error: unknown) => {
      if (statusOf(error) !== 404) throw error;
    });
    return last;
  };
}
