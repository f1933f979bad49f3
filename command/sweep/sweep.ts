import type { PolicyDocument } from "../../contract/policy";
import { judge } from "../preview/verdict";
import { describeError } from "../tenant/api-error";
import type { TenantReader } from "../tenant/tenant-reader";
import { Accounts } from "../users/accounts";
import { TenantDirectory } from "../users/tenant-directory";
import type { Journal, Target } from "./journal";

/**
 * Ends the sessions that are left in the journal, user by user. It looks at each user afresh first: it spares a session that the
 * policy now allows, and leaves alone any session that the journal does not name, however new it is.
 *
 * @param most the maximum number of sessions to end
 * @param step called after each session that has been dealt with
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

/** Ends a session. Needs the scope `delete:sessions`, and `delete:refresh_tokens` if the policy revokes refresh tokens. */
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
    // Without an answer, the session may have ended all the same. The next run will see.
    if (status !== undefined) journal.record(id, status === 404 ? "gone" : "failed");
  }
}
