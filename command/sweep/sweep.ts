import type { PolicyDocument } from "../../contract/policy";
import { judge } from "../preview/verdict";
import { describeError } from "../tenant/api-error";
import type { TenantReader } from "../tenant/tenant-reader";
import { Accounts } from "../users/accounts";
import { TenantDirectory } from "../users/tenant-directory";
import type { Journal, Target } from "./journal";

/**
 * Ends the sessions that are left in the journal, user by user. Each user is looked at anew before: a session that the policy
 * admits by now is spared, and one that the journal does not name is left alone, however new it is.
 *
 * @param most how many sessions to end at most
 * @param step hears of each session that was dealt with
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
    const listed = new Set(account?.sessions.map((session) => session.id));
    const over = new Set(account && judge(account, policy, Date.now()).ending);
    for (const { session } of targets) {
      if (over.has(session)) await end(reader, policy, journal, session);
      else if (listed.has(session)) journal.record(session, "spared");
      else journal.record(session, journal.wasAsked(session) ? "ended" : "gone");
      step();
    }
  }
}

function byUser(targets: readonly Target[]): Map<string, Target[]> {
  const groups = new Map<string, Target[]>();
  for (const target of targets) groups.set(target.user, [...(groups.get(target.user) ?? []), target]);
  return groups;
}

/** Needs the scope `delete:sessions`, and `delete:refresh_tokens` if the policy revokes them. */
async function end(
  { management }: TenantReader,
  { refreshTokens }: PolicyDocument,
  journal: Journal,
  id: string,
): Promise<void> {
  journal.record(id, "asked");
  try {
    await (refreshTokens === "keep" ? management.sessions.delete(id) : management.sessions.revoke(id));
    journal.record(id, "ended");
  } catch (error) {
    const { status, reason } = describeError(error);
    console.error(`a session could not be ended: ${reason}`);
    // Without an answer, it may have ended all the same: the next run sees.
    if (status !== undefined) journal.record(id, status === 404 ? "gone" : "failed");
  }
}
