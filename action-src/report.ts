import { createHash } from "node:crypto";
import type { Budget } from "./budget";
import type { Outcome } from "./enforcement";
import type { PolicyDocument } from "../contract/policy";

/** What Auth0 keeps of an Action's output, in characters. */
const LIMIT = 256;

/** One line about a login whose sessions were looked at, shaped on OpenID CAEP's `session-revoked`. */
export function describe(
  { decision, eviction, failure }: Outcome,
  refused: boolean,
  policy: PolicyDocument,
  { calls, spent: ms }: Budget,
) {
  const reportOnly = policy.enforcement === "report-only";
  const ended = reportOnly ? (decision?.end.map(({ id }) => id) ?? []) : eviction.ended;
  const denied = reportOnly ? decision?.admitted === false : refused;
  const error = failure ?? eviction.failed[0]?.error;
  return line({
    event: ended.length > 0 || denied ? "session-revoked" : decision ? "sessions-kept" : "sessions-unknown",
    initiating_entity: "policy",
    reason_admin: decision?.limit.whenExceeded,
    limit: decision?.limit.maxSessions,
    sessions: decision?.counted,
    ended: ended.length,
    denied: denied || undefined,
    report_only: reportOnly || undefined,
    failed: eviction.failed.length,
    error: error && nameOf(error),
    user_limit: decision?.limit.userLimitIgnored ? "ignored" : undefined,
    calls,
    ms,
    revoked: ended.slice(0, LIMIT / 12).map(hash),
  });
}

export function describeSkipped(reason: string): string {
  return line({ event: "login-skipped", initiating_entity: "policy", reason_admin: reason });
}

/** Never an error's text, which may quote a secret. */
function nameOf(error: unknown): string {
  const { name, statusCode, code, cause } = error as Record<"name" | "statusCode" | "code" | "cause", unknown>;
  if (cause && !statusCode) return nameOf(cause);
  return typeof code === "string" ? code : [name, statusCode].filter(Boolean).join(" ");
}

/** Finds a session whose id is known, and is of no use to anybody else. */
function hash(id: string): string {
  return createHash("sha256").update(id).digest("hex").slice(0, 12);
}

/** Leaves out what does not fit: hashes, then fields, the last first. */
function line({ revoked = [], ...fields }: { revoked?: string[]; [field: string]: unknown }): string {
  const text = JSON.stringify({ ...fields, ...(revoked.length > 0 && { revoked }) });
  if (text.length <= LIMIT) return text;
  if (revoked.length > 0) return line({ ...fields, revoked: revoked.slice(0, -1) });
  return line(Object.fromEntries(Object.entries(fields).slice(0, -1)));
}
