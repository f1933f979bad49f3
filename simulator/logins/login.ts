import type { ActionExecution } from "../actions/post-login";
import type { Protocol } from "../actions/event";
import type { StoredSession } from "../tenant/sessions";

export interface Device {
  /** @default "203.0.113.10" */
  ip?: string;
  /** The browser's User-Agent header. @default "Simulated browser" */
  userAgent?: string;
}

/** How a user comes to an application. */
export interface LoginOptions {
  /** @default the application that the tenant starts with */
  clientId?: string;
  organization?: { id: string; name: string };
  device?: Device;
}

/** A login in which the user gives credentials. */
export interface SignIn extends LoginOptions {
  /** The `user_id` of a user that exists. */
  user: string;
  /** Name of a connection. @default "Username-Password-Authentication" */
  connection?: string;
  /** @default "oidc-basic-profile" */
  protocol?: Protocol;
}

/** A session by its id; a whole session will do. */
export interface SessionReference {
  id: string;
}

export interface LoginOutcome {
  outcome: "signed in" | "denied";
  /** The session that the login made or used, as it was when the login was over; none in a flow that has none. */
  session?: StoredSession;
  /** What the application would hold, given out where the user gave credentials. */
  refreshToken?: string;
  /** Why it was denied: an Action's reason, or an OAuth error such as `login_required` or `invalid_grant`. */
  reason?: string;
  /** One for each Action that ran, in order. */
  executions: ActionExecution[];
}
