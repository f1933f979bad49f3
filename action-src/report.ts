import type { PolicyDocument } from "../contract/policy";
import type { Budget } from "./budget";
import type { Outcome } from "./enforcement";
import { digest } from "./digest";
import type { Denial } from "./refusal";

/** How much of an Action's output Auth0 keeps, in characters. */
const LIMIT = 256;

/** One line about a login whose sessions were examined, modelled on OpenID CAEP's `session-revoked`. */
export function reportLine(
  { decision, eviction, failure }: Outcome,
  denial: Denial,
  { enforcement }: Pick<PolicyDocument, "enforcement">,
  ignored: readonly string[],
  { calls, spent: ms }: Budget,
): string {
  const reportOnly = enforcement === "report-only";
  const ended = reportOnly ? (decision?.end.map(({ id }) => id) ?? []) : eviction.ended;
  const denied = reportOnly ? decision?.admitted === false : denial === "done";
  const cause = failure ?? eviction.error;
  const error = cause === undefined ? undefined : nameOf(cause);
  const isDeferred = error?.endsWith(" 429");
  const withoutEffect = isDeferred ? "sessions-deferred" : decision ? "sessions-kept" : "sessions-unknown";
  return line({
    event: ended.length > 0 || denied ? "session-revoked" : withoutEffect,
    initiating_entity: "policy",
    ignored: naming(ignored),
    reason_admin: decision?.limit.whenExceeded,
    limit: decision?.limit.maxSessions,
    sessions: decision?.counted,
    ended: ended.length,
    denied: denial === "failed" ? "failed" : denied || undefined,
    report_only: reportOnly || undefined,
    failed: eviction.failed,
    error,
    user_limit: decision?.limit.userLimitIgnored ? "ignored" : undefined,
    calls,
    ms,
    revoked: ended.slice(0, LIMIT / 12).map((id) => digest(id, 12)),
  });
}

export function skippedLine(reason: string, ignored: readonly string[]): string {
  return line({ event: "login-skipped", initiating_entity: "policy", ignored: naming(ignored), reason_admin: reason });
}

/** The parts of the policy that cannot be used, shortened to leave room for the other fields. */
function naming(ignored: readonly string[]): string[] | undefined {
  return ignored.length > 0 ? ignored.slice(0, 2).map((path) => path.slice(0, 32)) : undefined;
}

/** How many causes are followed, because an error may be its own cause. */
const DEPTH = 8;

/** A name for an error, never its text, which may quote a secret. */
function nameOf(error: unknown, depth = DEPTH): string {
  try {
    const { name, statusCode, code, cause } = error as Record<"name" | "statusCode" | "code" | "cause", unknown>;
    if (cause && !statusCode && depth > 0) return nameOf(cause, depth - 1);
    if (typeof code === "string") return code;
    return [name, statusCode].filter((part) => ["string", "number"].includes(typeof part)).join(" ") || "unknown";
  } catch {
    return "unknown";
  }
}

/** Writes the line, leaving out what does not fit: first hashes, then fields, each from the end. */
function line({ revoked = [], ...fields }: { revoked?: string[]; [field: string]: unknown }): string {
  const text = JSON.stringify({ ...fields, ...(revoked.length > 0 && { revoked }) });
  if (text.length <= LIMIT) return text;
  if (revoked.length > 0) return line({ ...fields, revoked: revoked.slice(0, -1) });
  return line(Object.fromEntries(Object.entries(fields).slice(0, -1)));
}
