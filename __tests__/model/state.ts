import type { Decision } from "../../action-src/decision";
import type { ListedSession, Session } from "../../action-src/session";
import type { ComingLogin, Mishaps } from "./scenario";
import type { Store } from "./store";
import type { Tokens } from "./tokens";

/** Plain data, so that it can be copied and compared as JSON. */
export interface State {
  store: Store;
  tokens: Tokens;
  logins: LoginProcess[];
  /** Those that may still happen. */
  mishaps: Mishaps;
  /** How often the rate limit may yet get room for one more call. */
  refills: number;
}

/** How far the Action is with one login. */
export interface LoginProcess extends ComingLogin {
  stage: "to come" | "token" | "listing" | "ending" | "refused" | "over";
  /** What the event says of the session, from when the login began. */
  event?: Session;
  token?: number;
  requestedToken: boolean;
  /** Calls that the rate limit has room for, and nobody else may make. */
  reserved: number;
  /** How many more limited requests its time allows for. */
  patience: number;
  seen: Pick<ListedSession, "id" | "authenticatedAt" | "createdAt" | "lastInteractedAt">[];
  page: string;
  /** Missing where the sessions could not be listed. */
  decision?: Decision;
  /** The sessions to end that the tenant has not been asked to. */
  waiting: string[];
  /** Whether a session could not be ended. */
  isIncomplete: boolean;
}
