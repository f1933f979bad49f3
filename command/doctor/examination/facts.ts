import type { ActionHead } from "./action-head";
import type { Optional } from "./optional";
import type { Refusal } from "../../tenant/api-error";
import type { RateLimit } from "../../tenant/rate-limit";

/** Everything that the doctor saw. What it concludes from that is decided elsewhere. */
export interface Facts {
  readonly domain: string;
  readonly connection: Connection;
  /** Undefined if there was no tenant to request a token from. */
  readonly access?: Access;
  /** Undefined if the doctor got no token. */
  readonly tenant?: TenantFacts;
}

export type Connection =
  | { readonly state: "trusted" }
  | { readonly state: "unreachable" | "untrusted" | "no tenant"; readonly reason: string };

/** Whether the doctor itself has an access token. */
export type Access =
  | { readonly state: "given" }
  | { readonly state: "granted" }
  | { readonly state: "refused"; readonly audience: string; readonly reason: string };

/** What the doctor saw of a tenant. A part that is undefined could not be read, and `unread` says why. */
export interface TenantFacts {
  readonly domain: string;
  /** The name of the application and the Action. */
  readonly name: string;
  /** The identifier of the tenant's Management API. */
  readonly audience: string;
  /** The client id of an existing application that the construct was given, if the doctor knows it. */
  readonly broughtClientId?: string;
  /** The applications of that name, or the existing one that the construct was given. */
  readonly applications?: readonly Application[];
  /** The grants of the application, if there is exactly one application. */
  readonly grants?: readonly Grant[];
  readonly applicationToken?: TokenTrial;
  readonly action?: Action | null;
  /** The Actions that are bound to post-login, in order. */
  readonly bound?: readonly BoundAction[];
  readonly sessionEndpoints?: SessionEndpoints;
  /** The logged calls of the application, if there is exactly one application. */
  readonly loggedCalls?: Optional<LoggedCalls>;
  /** The latest logins since the policy was deployed. */
  readonly latestLogins?: Optional<LatestLogins>;
  /** The names of the applications that the latest users logged in to and that Auth0 does not tell when a session ends. */
  readonly unawareApplications?: Optional<readonly string[]>;
  /** The policy by which the tenant asks for a second factor, or "none". */
  readonly secondFactorPolicy?: Optional<string>;
  /** Whether the tenant's flag `revoke_refresh_token_grant` is on. */
  readonly revokesWholeGrants?: Optional<boolean>;
  readonly rateLimit?: RateLimit;
  readonly unread: readonly Unread[];
}

export interface Application {
  readonly clientId: string;
  readonly grantTypes: readonly string[];
  readonly privateKeyJwt: boolean;
}

export interface Grant {
  readonly audience: string;
  readonly scopes: readonly string[] | "all";
}

/** What the tenant's log tells about the Action's calls: the latest of each kind. */
export interface LoggedCalls {
  readonly tokenRequest?: LoggedCall;
  /** The latest call that changes something, because the log has no others. Calls that failed for an unrelated reason do not count. */
  readonly call?: LoggedCall;
}

export interface LoggedCall {
  /** In ISO 8601. */
  readonly date: string;
  readonly refused: boolean;
  readonly description: string;
}

export interface LatestLogins {
  /** How many users were examined. */
  readonly users: number;
  /** How many of them hold more sessions than the policy allows. */
  readonly over: number;
  /** The ids of the applications that their sessions serve. */
  readonly clients: readonly string[];
}

/** Whether the application gets a token for the Management API, with a secret that the doctor was given or could read. */
export type TokenTrial =
  | { readonly state: "granted"; readonly secret: SecretSource; readonly scopes?: readonly string[] }
  | { readonly state: "refused"; readonly secret: SecretSource; readonly reason: string }
  | { readonly state: "not tried"; readonly because: "private key JWT" | "secret unreadable" };

export type SecretSource = "given" | "read";

export interface Action {
  readonly id: string;
  /** The draft's status, such as "built" or "failed". */
  readonly status: string;
  readonly allChangesDeployed: boolean;
  readonly deployed?: DeployedVersion;
}

export interface DeployedVersion {
  /** In milliseconds since 1970; undefined if the tenant does not say. */
  readonly deployedAt?: number;
  readonly runtime: string;
  readonly dependencies: readonly { readonly name: string; readonly version: string }[];
  /** The names of the secrets. The tenant never shows their values. */
  readonly secrets: readonly string[];
  /** Undefined if the code does not begin with what the construct writes. */
  readonly head?: ActionHead;
}

export interface BoundAction {
  readonly id: string;
  readonly name: string;
  /** The code of the deployed version. It is not read for our own Action. */
  readonly code?: string;
}

/** What `GET /users/{id}/sessions` answered. */
export interface SessionEndpoints {
  readonly askedAs: "application" | "doctor";
  readonly status: number;
  readonly errorCode?: string;
  readonly message?: string;
}

export interface Unread {
  readonly what: string;
  /** The scope that reading it needs. */
  readonly scope: string;
  readonly insufficientScope: boolean;
  /** Why the tenant forbids it, if it does. */
  readonly refusal?: Refusal;
  readonly reason: string;
}
