import type { TenantSeed } from "./seed-file/schema";
import type { SimulatorState } from "./state/state";
import type { SessionList } from "./tenant/sessions";
import type { RateLimit } from "./tenant/token-bucket";

export interface SimulatorOptions {
  /** @default a free port */
  port?: number;
  /**
   * Milliseconds until a deletion of sessions or refresh tokens that was accepted with 202 takes effect; with `Infinity`
   * it waits for `settled()`.
   * @default 0
   */
  deletionDelay?: number;
  /** In which order sessions are listed, and how soon a new one is. */
  sessionList?: SessionList;
  /** Milliseconds that each answer of the tenant comes late. @default 0 */
  latency?: number;
  /**
   * How many calls the Management API takes, of all its callers together, such as `RATE_LIMITS.enterpriseProduction`.
   * @default no limit, and no headers that tell of one
   */
  rateLimit?: RateLimit;
  /**
   * Where the certificate authority and the applications' credentials are kept, so that they are the same the next time.
   * @default new ones, which are forgotten
   */
  identityFolder?: string;
  /**
   * What the tenant starts with: what `exportState` gave, as it is or as read from JSON. The tenant's time goes on where it
   * stopped.
   * @default a new tenant
   */
  state?: SimulatorState;
  /**
   * Users, applications, roles, organizations and sessions that the tenant starts with, with their ids, and the key that it
   * signs with; or the path of a file of YAML or JSON that says so.
   * @default none of them, and a new key
   */
  seed?: string | TenantSeed;
  /**
   * Whether this process trusts the tenant's certificate until `close`: an application that runs in it, as in a test, then
   * reaches the tenant by `fetch` or the SDK as it would reach Auth0.
   * @default false
   */
  trusted?: boolean;
  /** Where a page is served that shows what happens on the tenant; 0 for any free port. @default no page */
  pagePort?: number;
  /** Is told of each login, Action and call, in a line each, as they happen. */
  onActivity?: (line: string) => void;
}
