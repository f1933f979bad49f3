import type { ActionExecution } from "../actions/post-login";
import type { Protocol } from "../actions/event";
import type { StoredSession } from "../tenant/sessions";

export interface Device {
  /** @default "203.0.113.10" */
  ip?: string;
  /** The browser's User-Agent header. @default "Simulated browser" */
  userAgent?: string;
  /** The language that the browser asks for. @default "en" */
  language?: string;
}

/** How a user comes to an application. */
export interface LoginOptions {
  /** @default the application that the tenant starts with */
  clientId?: string;
  /**
   * The id or the name of an organization that the user is a member of; or one that the tenant does not have, as it shall
   * look to the Actions.
   */
  organization?: string | { id: string; name: string };
  /** Where the session is reused, what is not given is as it was last. */
  device?: Device;
  /**
   * What the application asks for. With `offline_access` it gets a refresh token, with `online_access` one that ends with the
   * session.
   * @default openid, profile, email and offline_access
   */
  scopes?: string[];
  /** The identifier of the API that the application wants to call. @default the tenant's default audience */
  audience?: string;
  /** The application's `state`. @default a random one */
  state?: string;
}

/** A login in a browser that may ask for more than the session gives. */
export interface InteractiveLogin extends LoginOptions {
  /** The user gives a second factor before the Actions run, as where an earlier Action asked for it. @default false */
  mfa?: boolean;
}

/** A login in which the user gives credentials. */
export interface SignIn extends InteractiveLogin {
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
  /**
   * What the application would hold: given out where the user gave credentials, and by an exchange where the
   * application's refresh tokens rotate.
   */
  refreshToken?: string;
  /**
   * Why it was denied: an Action's reason, "user is blocked", or an OAuth error such as `login_required`, `invalid_grant` or
   * `unauthorized_client`.
   */
  reason?: string;
  /** One for each Action that ran, in order. */
  executions: ActionExecution[];
}
