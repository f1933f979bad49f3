import type { PostLoginEvent } from "./event";
import type { Command } from "./messages";
import { isRestricted } from "./restricted-claims";

export interface ActionExecution {
  /** The Action's name. */
  action: string;
  /** What it wrote to the console: an item for each call, in order, as long as it was. */
  logs: string[];
  /** What Auth0 would keep of that: 256 characters in all. */
  keptLogs: string;
  duration: number;
  /** What it asked of `api`, in order; nothing of that takes effect where it failed, and nothing is here then. */
  commands: Command[];
  /** What went wrong, with the stack where there is one. */
  error?: string;
  /** Auth0's word for what kind of error it is. */
  errorClass?: "action_error" | "action_timeout";
}

export interface PostLoginResult {
  /** One for each Action that ran, in order. */
  executions: ActionExecution[];
  /** The login fails: an Action denied it, revoked its session or its refresh token, failed, or took too long. */
  denied?: { reason: string };
  /** `api.session.revoke`. The login is denied too. */
  revokeSession?: { reason: string; preserveRefreshTokens: boolean };
  /** `api.refreshToken.revoke`. The exchange is denied too. */
  revokeRefreshToken?: { reason: string };
  /** Milliseconds since 1970, like the three below. A negative one ends the session at once. */
  sessionExpiresAt?: number;
  sessionIdleExpiresAt?: number;
  refreshTokenExpiresAt?: number;
  refreshTokenIdleExpiresAt?: number;
  sessionCookieMode?: "persistent" | "non-persistent";
  /** The session's metadata as the Actions left it; undefined when they did not touch it. */
  sessionMetadata?: Record<string, string>;
  /** The same for the refresh token, also for one that this login is about to issue. */
  refreshTokenMetadata?: Record<string, string>;
  /** The same for the transaction. */
  transactionMetadata?: Record<string, string | number | boolean>;
  /** The keys that the Actions set; `null` removes a key. */
  appMetadata?: Record<string, unknown>;
  userMetadata?: Record<string, unknown>;
  /** `api.authentication.challengeWith`: the next Action runs once the user has given a second factor. */
  challenge?: { factors: string[] };
  /** `api.multifactor.enable`: a second factor is asked for once the Actions are through. */
  multifactor?: boolean;
  idTokenClaims?: Record<string, unknown>;
  accessTokenClaims?: Record<string, unknown>;
  /** What the Actions changed about the scopes of the access token. */
  accessTokenScopes?: Record<string, "added" | "removed">;
}

/** Adds to the result what one command of an Action asks for. */
export function applyToResult(result: PostLoginResult, command: Command): void {
  switch (command.type) {
    case "deny":
      result.denied = { reason: command.reason };
      break;
    case "revokeSession":
      result.denied = { reason: command.reason };
      result.revokeSession = { reason: command.reason, preserveRefreshTokens: command.preserveRefreshTokens };
      break;
    case "revokeRefreshToken":
      result.denied = { reason: command.reason };
      result.revokeRefreshToken = { reason: command.reason };
      break;
    case "setSessionExpiresAt":
      result.sessionExpiresAt = earliest(result.sessionExpiresAt, command.at);
      break;
    case "setSessionIdleExpiresAt":
      result.sessionIdleExpiresAt = earliest(result.sessionIdleExpiresAt, command.at);
      break;
    case "setRefreshTokenExpiresAt":
      result.refreshTokenExpiresAt = earliest(result.refreshTokenExpiresAt, command.at);
      break;
    case "setRefreshTokenIdleExpiresAt":
      result.refreshTokenIdleExpiresAt = earliest(result.refreshTokenIdleExpiresAt, command.at);
      break;
    case "setSessionCookieMode":
      result.sessionCookieMode = command.mode;
      break;
    case "challenge":
      result.challenge = { factors: command.factors };
      break;
    case "setMultifactor":
      result.multifactor = command.enabled;
      break;
    case "setSessionMetadata":
      result.sessionMetadata = command.metadata;
      break;
    case "setRefreshTokenMetadata":
      result.refreshTokenMetadata = command.metadata;
      break;
    case "setTransactionMetadata":
      result.transactionMetadata = command.metadata;
      break;
    case "setAppMetadata":
      result.appMetadata = { ...result.appMetadata, [command.key]: command.value };
      break;
    case "setUserMetadata":
      result.userMetadata = { ...result.userMetadata, [command.key]: command.value };
      break;
    case "setIdTokenClaim":
      if (isRestricted(command.key)) break;
      result.idTokenClaims = { ...result.idTokenClaims, [command.key]: command.value };
      break;
    case "setAccessTokenClaim":
      if (isRestricted(command.key)) break;
      result.accessTokenClaims = { ...result.accessTokenClaims, [command.key]: command.value };
      break;
    case "addAccessTokenScope":
      result.accessTokenScopes = { ...result.accessTokenScopes, [command.scope]: "added" };
      break;
    case "removeAccessTokenScope":
      result.accessTokenScopes = { ...result.accessTokenScopes, [command.scope]: "removed" };
      break;
  }
}

/** The event of the next Action: `api` changes some of its parts at once, the rest only when the login is over. */
export function eventAfter(event: PostLoginEvent, result: PostLoginResult): PostLoginEvent {
  const { sessionMetadata, sessionCookieMode, refreshTokenMetadata, transactionMetadata } = result;
  return {
    ...event,
    session: event.session && {
      ...event.session,
      ...(sessionMetadata && { metadata: sessionMetadata }),
      ...(sessionCookieMode && { cookie: { mode: sessionCookieMode } }),
    },
    refresh_token: event.refresh_token && {
      ...event.refresh_token,
      ...(refreshTokenMetadata && { metadata: refreshTokenMetadata }),
    },
    transaction: transactionMetadata ? { ...event.transaction, metadata: transactionMetadata } : event.transaction,
  };
}

function earliest(one: number | undefined, other: number): number {
  return Math.min(one ?? Infinity, other);
}
