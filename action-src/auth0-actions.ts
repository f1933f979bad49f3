import type { Cache } from "./cache";

/**
 * The part of Auth0's post-login `event` and `api` that this Action uses. Auth0 publishes no package with these types, and
 * only the platform guarantees them, so every value in an event is `unknown` until it has been checked.
 * Source: Auth0 docs, Actions, post-login event object and API object.
 */
export interface PostLoginEvent {
  user?: { user_id?: unknown; app_metadata?: unknown } | null;
  client?: { client_id?: unknown } | null;
  connection?: { id?: unknown; name?: unknown } | null;
  organization?: { id?: unknown; name?: unknown } | null;
  authorization?: { roles?: unknown } | null;
  /** Absent if the flow has no session: refresh-token exchange, password grant, native social and passkey logins. */
  session?: EventSession | null;
  /** Present in a refresh-token exchange. */
  refresh_token?: { session_id?: unknown; metadata?: unknown } | null;
  authentication?: { methods?: unknown } | null;
  /** `logins_count` is 1 at the user's first login, this one included. */
  stats?: { logins_count?: unknown } | null;
  transaction?: { protocol?: unknown; prompt?: unknown } | null;
  /** See `ActionSecrets`. */
  secrets?: Readonly<Record<string, unknown>> | null;
}

/** Every field but `id` is documented for Enterprise plans only. */
export interface EventSession {
  id?: unknown;
  /** The person who acts as the user, in a delegated session. */
  actor?: unknown;
  /** When the user last proved who they are in this session. */
  authenticated_at?: unknown;
  created_at?: unknown;
  /** The last interaction of any kind; equal to `authenticated_at` when this login authenticated the user. */
  updated_at?: unknown;
  /** The applications that the session signed the user in to, each with a `client_id`. */
  clients?: unknown;
  metadata?: unknown;
}

export interface PostLoginApi {
  cache: Cache;
  session: {
    /** Refuses the login and ends its session. */
    revoke(reason: string, options?: { preserveRefreshTokens?: boolean }): unknown;
    /** In early access. */
    setMetadata?(key: string, value: string): unknown;
  };
  refreshToken: {
    /** Refuses the exchange. */
    revoke(reason: string): unknown;
    setMetadata?(key: string, value: string): unknown;
  };
  access: {
    /** Refuses the login but leaves its session in place. */
    deny(reason: string): unknown;
  };
}
