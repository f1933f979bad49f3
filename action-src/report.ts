import { createHash } from "node:crypto";
import type { Decision } from "./decision";
import type { Eviction } from "./eviction";

/** What Auth0 keeps of an Action's output, in characters. */
const LIMIT = 256;

/** One line about a login whose sessions were looked at. */
export function describeEviction(decision: Decision, eviction: Eviction, duration: number): string {
  return line({
    event: "session-revoked",
    initiating_entity: "policy",
    kept: decision.keep.length,
    ended: eviction.ended.length,
    failed: eviction.failed.length,
    ms: duration,
    ...(eviction.failed[0] && { error: nameFailure(eviction.failed[0].error) }),
    ...(eviction.ended.length > 0 && { sessions: eviction.ended.map(hashed) }),
  });
}

/** One line about a login whose sessions could not be looked at. */
export function describeFailure(error: unknown, duration: number): string {
  return line({ event: "session-limit-failed", initiating_entity: "policy", ms: duration, error: nameFailure(error) });
}

export function describeNothingToDo(reason: string): string {
  return line({ event: "nothing-to-do", reason });
}

/**
 * The kind of failure, never its text: an error of the SDK quotes the answer, and an answer may quote a request.
 */
function nameFailure(error: unknown): string {
  const { name, statusCode } = error as { name?: string; statusCode?: number };
  return [name, statusCode].filter(Boolean).join(" ");
}

/** Long enough to find a session whose id is known, of no use to anybody else. */
function hashed(id: string): string {
  return createHash("sha256").update(id).digest("hex").slice(0, 12);
}

/** Session hashes are left out, the last first, until the rest fits. */
function line(report: { sessions?: string[]; [field: string]: unknown }): string {
  const text = JSON.stringify(report);
  if (text.length <= LIMIT || !report.sessions) return text.slice(0, LIMIT);
  return line({ ...report, sessions: report.sessions.length > 1 ? report.sessions.slice(0, -1) : undefined });
}
