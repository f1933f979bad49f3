import type { Protocol } from "../actions/event";
import type { PostLoginResult } from "../actions/post-login";
import type { StoredClient } from "../tenant/clients";
import type { Origin } from "../tenant/devices";
import type { StoredRefreshToken } from "../tenant/refresh-tokens";
import type { StoredSession } from "../tenant/sessions";
import type { StoredUser } from "../tenant/users";

/** A login in progress: who, where, how. */
export interface Login {
  user: StoredUser;
  client: StoredClient;
  protocol: Protocol;
  /** The domain that the user came to. */
  domain: string;
  device: Origin & { language: string };
  connection: string;
  organization?: { id: string; name: string };
  scopes: string[];
  audience?: string;
  state: string;
  prompt?: string;
  /** The parameters that a browser came with to `/authorize`, where it did. */
  authorization?: Record<string, string>;
  /** What a token exchange gives for the user. */
  subjectTokenType?: string;
  /** Flows without a browser have none. */
  session?: StoredSession;
  /** Only in a refresh token exchange. */
  refreshToken?: StoredRefreshToken;
}

/** What a login led to that was not denied. */
export interface CompletedLogin {
  login: Login;
  result: PostLoginResult;
  /** In this login; its session may have had one before. */
  secondFactorGiven: boolean;
}

/** The OAuth errors which tell that a second factor is wanted: of a login without a browser, and of a silent one. */
export const MFA_REQUIRED = "mfa_required";
export const INTERACTION_REQUIRED = "interaction_required";
