import type { ActionHead } from "./action-head";
import type { Optional } from "./optional";
import type { Refusal } from "../../tenant/api-error";
import type { RateLimit } from "../../tenant/rate-limit";

/** All that the doctor saw; what it makes of that is decided elsewhere. */
export interface Facts {
  readonly domain: string;
  readonly connection: Connection;
  /** Missing where nothing could be asked for a token. */
  readonly access?: Access;
  /** Missing where the doctor got no token. */
  readonly tenant?: TenantFacts;
}

export type Connection =
  | { readonly state: "trusted" }
  | { readonly state: "unreachable" | "untrusted" | "no tenant"; readonly reason: string };

/** The doctor's own. */
export type Access =
  | { readonly state: "given" }
  | { readonly state: "granted" }
  | { readonly state: "refused"; readonly audience: string; readonly reason: string };

/** A part that is undefined could not be read, and `unread` says why. */
export interface TenantFacts {
  readonly domain: string;
  /** What the application and the Action are called. */
  readonly name: string;
  /** The identifier of the tenant's Management API. */
  readonly audience: string;
  /** The client id of an application that the construct was given, where the doctor was told. */
  readonly broughtClientId?: string;
  /** Of that name, or the one that was brought. */
  readonly applications?: readonly Application[];
  /** Those of the one application there is. */
  readonly grants?: readonly Grant[];
  readonly applicationToken?: TokenTrial;
  readonly action?: Action | null;
  /** What is bound to post-login, in its order. */
  readonly bound?: readonly BoundAction[];
  readonly sessionEndpoints?: SessionEndpoints;
  /** Of the one application there is. */
  readonly loggedCalls?: Optional<LoggedCalls>;
  /** Of the policy that is deployed. */
  readonly latestLogins?: Optional<LatestLogins>;
  /** The names of applications that the latest logins were to, and that do not hear of sessions that end. */
  readonly unawareApplications?: Optional<readonly string[]>;
  /** By which policy the tenant asks for a second factor, or "none". */
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

/** What the tenant's log tells of the Action's calls: of each kind the latest. */
export interface LoggedCalls {
  readonly tokenRequest?: LoggedCall;
  /** One that changes something: the log tells of no other. Missing too where it failed for a reason of its own. */
  readonly call?: LoggedCall;
}

export interface LoggedCall {
  /** ISO 8601. */
  readonly date: string;
  readonly refused: boolean;
  readonly description: string;
}

export interface LatestLogins {
  /** How many were looked at. */
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
  /** That of the draft, such as "built" or "failed". */
  readonly status: string;
  readonly allChangesDeployed: boolean;
  readonly deployed?: DeployedVersion;
}

export interface DeployedVersion {
  /** In milliseconds since 1970; undefined where the tenant does not say. */
  readonly deployedAt?: number;
  readonly runtime: string;
  readonly dependencies: readonly { readonly name: string; readonly version: string }[];
  /** Names; the tenant never tells values. */
  readonly secrets: readonly string[];
  /** Undefined where the code does not begin the way the construct writes it. */
  readonly head?: ActionHead;
}

export interface BoundAction {
  readonly id: string;
  readonly name: string;
  /** Of the deployed version; not read of our own Action. */
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
  /** What reading it takes. */
  readonly scope: string;
  readonly insufficientScope: boolean;
  /** Where the tenant forbids it. */
  readonly refusal?: Refusal;
  readonly reason: string;
}
