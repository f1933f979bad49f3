import type { Management } from "auth0";
import type { PolicyDocument } from "../../contract/policy";
import { ENDED_MESSAGE, FAILURE_MESSAGE } from "../../contract/refusals";
import { timeOf } from "./tenant-log";

/** Where somebody signed in. This is personal data. */
export interface Place {
  readonly ip: string;
  readonly userAgent: string;
}

/** An event in the log that has to do with the limit. */
export type Happening = {
  /** In milliseconds since 1970. */
  readonly at: number;
} & (
  | { readonly kind: "session ended"; readonly session?: string }
  /** Of devices without a session: one, or those that a login found too many. The log does not say which. */
  | { readonly kind: "refresh tokens revoked" }
  | {
      readonly kind: "login refused";
      readonly user: string;
      readonly onFailure: boolean;
      readonly executions: string[];
    }
  /** An execution of the Action, or of an Action that the log does not name. */
  | { readonly kind: "execution failed"; readonly errorClass: string }
  | {
      readonly kind: "signed in";
      readonly user: string;
      readonly session?: string;
      readonly place: Place;
      readonly executions: string[];
    }
);

/** The construct whose events are distinguished from others. */
export interface Deployment {
  /** The Action's name. */
  readonly name: string;
  readonly policy: Pick<PolicyDocument, "denialMessage">;
}

/** @returns undefined if the event has nothing to do with the limit */
export function readEvent(event: Management.Log, { name, policy }: Deployment): Happening | undefined {
  const details = (event.details ?? {}) as Details;
  const at = timeOf(event);
  const user = event.user_id ?? "";
  const executions = details.actions?.executions ?? [];
  switch (event.type) {
    case "sapi":
      return readOperation(at, details.request);
    case "s": {
      const place = { ip: event.ip ?? "", userAgent: event.user_agent ?? "" };
      return { at, kind: "signed in", user, session: details.session_id, place, executions };
    }
    case "actions_execution_failed": {
      const { action_name: action, error_class: errorClass = "unknown" } = details;
      if (action === undefined)
        return { at, kind: "execution failed", errorClass: `${errorClass} of an unnamed Action` };
      return action === name ? { at, kind: "execution failed", errorClass } : undefined;
    }
    default: {
      // Auth0 logs the reason for a refusal as the description. Source: Auth0 staff, on `api.access.deny`.
      const reason = event.description ?? "";
      const isOurs = [ENDED_MESSAGE, FAILURE_MESSAGE].includes(reason) || isDenial(reason, policy.denialMessage);
      if (!isOurs) return undefined;
      return { at, kind: "login refused", user, onFailure: reason === FAILURE_MESSAGE, executions };
    }
  }
}

/** Whether a reason is the policy's message, whatever the Action filled in for the placeholders. */
function isDenial(reason: string, denialMessage: string): boolean {
  const literal = denialMessage.split(/\{sessions\}|\{placeFreesAt\}/).map((part) => part.replace(/[^\w\s]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`, "s").test(reason);
}

/** The parts of `details` that are read. Auth0 documents only the last two. */
interface Details {
  readonly request?: { readonly path?: string };
  readonly session_id?: string;
  readonly action_name?: string;
  readonly actions?: { readonly executions?: string[] };
  readonly error_class?: string;
}

/** Every change by the construct's own application ends a session. An existing application that was provided may do other things. */
function readOperation(at: number, request: Details["request"]): Happening | undefined {
  if (request?.path === undefined) return { at, kind: "session ended" };
  if (/^\/api\/v2\/refresh-tokens\/[^/]+$/.test(request.path)) return { at, kind: "refresh tokens revoked" };
  const [, session] = /^\/api\/v2\/sessions\/([^/]+)(?:\/revoke)?$/.exec(request.path) ?? [];
  return session === undefined ? undefined : { at, kind: "session ended", session };
}
