import type { ActionSecrets } from "../contract/action-secrets";

/**
 * The part of Auth0's post-login `event` and `api` that this Action uses. Auth0 publishes no package with these types.
 * Source: Auth0 docs, Actions, post-login event object and API object.
 */
export interface PostLoginEvent {
  user: { user_id: string; app_metadata?: Record<string, unknown> };
  client?: { client_id: string };
  connection?: { id?: string; name?: string };
  organization?: { id?: string; name?: string };
  authorization?: { roles?: string[] };
  /** Absent where the flow has no session: refresh-token exchange, password grant, native social and passkey logins. */
  session?: EventSession;
  /** Present in a refresh-token exchange. */
  refresh_token?: { session_id?: string | null };
  transaction?: { protocol?: string; prompt?: string[] };
  secrets: ActionSecrets;
}

/** Every field but `id` is documented for Enterprise plans only. */
export interface EventSession {
  id?: string;
  /** Who acts as the user, in a delegated session. */
  actor?: object;
  /** When the user last proved who they are in this session. */
  authenticated_at?: string;
  created_at?: string;
  /** The last interaction of any kind; equal to `authenticated_at` when this login authenticated the user. */
  updated_at?: string;
}

export interface PostLoginApi {
  cache: Cache;
  session: {
    /** Refuses the login and ends its session; `api.access.deny` would leave the session in place. */
    revoke(reason: string, options?: { preserveRefreshTokens?: boolean }): unknown;
  };
  refreshToken: {
    /** Refuses the exchange. */
    revoke(reason: string): unknown;
  };
}

/** Shared by the executions of the trigger, with no promise that anything stays: at most 20 entries of 4 kB, for 24 hours. */
export interface Cache {
  get(key: string): { value: string } | undefined;
  /** @param options.ttl milliseconds */
  set(key: string, value: string, options: { ttl: number }): unknown;
}
