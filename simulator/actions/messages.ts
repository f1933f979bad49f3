import type { PostLoginEvent } from "./event";

/** What travels between the simulator and an instance: data only, as JSON. */

export interface Program {
  /** The Action's name, for messages and stack traces. */
  name: string;
  /** CommonJS. */
  code: string;
  /** Name of each declared dependency to the folder it is in. */
  dependencies: Record<string, string>;
  actionModules: ActionModule[];
}

/** Code that Actions share, with the dependencies and the secrets of its own. */
export interface ActionModule {
  name: string;
  code: string;
  dependencies: Record<string, string>;
  secrets: Record<string, string>;
}

/** What an Action receives as `event`. */
export type ActionEvent = PostLoginEvent & { secrets: Record<string, string> };

export type ToInstance =
  | { type: "load"; program: Program }
  | { type: "execute"; execution: number; event: ActionEvent; cache: CacheRecords; ahead?: number };

export type FromInstance =
  | { type: "log"; execution: number; line: string }
  | { type: "cache"; write: CacheWrite }
  | { type: "done"; execution: number; commands: Command[] }
  | { type: "failed"; execution: number; failure: Failure };

/** `reason` is one line for whoever logs in; `details` has the stack too. */
export interface Failure {
  reason: string;
  details: string;
}

export interface CacheRecord {
  value: string;
  /** Milliseconds since 1970. */
  expires_at: number;
}

export type CacheRecords = Record<string, CacheRecord>;

export type CacheWrite = { type: "set"; key: string; record: CacheRecord } | { type: "delete"; key: string };

/** What an Action asked of `api`; it takes effect when the Action has ended without an error. */
export type Command =
  | { type: "deny"; reason: string }
  | { type: "revokeSession"; reason: string; preserveRefreshTokens: boolean }
  | { type: "setSessionExpiresAt"; at: number }
  | { type: "setSessionIdleExpiresAt"; at: number }
  | { type: "setSessionCookieMode"; mode: "persistent" | "non-persistent" }
  | { type: "setSessionMetadata"; metadata: Record<string, string> }
  | { type: "revokeRefreshToken"; reason: string }
  | { type: "setRefreshTokenExpiresAt"; at: number }
  | { type: "setRefreshTokenIdleExpiresAt"; at: number }
  | { type: "setRefreshTokenMetadata"; metadata: Record<string, string> }
  | { type: "challenge"; factors: string[] }
  | { type: "setMultifactor"; enabled: boolean }
  | { type: "setTransactionMetadata"; metadata: Record<string, string | number | boolean> }
  | { type: "setAppMetadata"; key: string; value: unknown }
  | { type: "setUserMetadata"; key: string; value: unknown }
  | { type: "setIdTokenClaim"; key: string; value: unknown }
  | { type: "setAccessTokenClaim"; key: string; value: unknown }
  | { type: "addAccessTokenScope"; scope: string }
  | { type: "removeAccessTokenScope"; scope: string };
