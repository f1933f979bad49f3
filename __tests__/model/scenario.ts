import { decide } from "../../action-src/decision";
import type { Login } from "../../action-src/login";
import type { PolicyDocument } from "../../contract/policy";
import { policyOf } from "../action-src/policy";
import type { Store } from "./store";

/** Where the model starts, and what may happen in it. */
export interface Scenario {
  policy: PolicyDocument;
  /** The decision that is checked. */
  decide: typeof decide;
  /** The sessions before any login; the list shows them. Authenticated when they were created, and not used since. */
  sessions: { id: string; authenticatedAt: number; createdAt?: number; lastInteractedAt?: number }[];
  /**
   * The logins that run at once. An authentication in a session that is there already authenticates it again; a session is
   * used again once it is there.
   */
  logins: ComingLogin[];
  store: Pick<Store, "listsLate" | "deletesLate" | "pageSize">;
  /** Whether the user has never logged in: the first login has nothing to end, and makes no call. */
  isNewUser: boolean;
  /** How many calls the rate limit leaves room for at first, and how many more later; none has to come in time for a login. */
  rateLimit?: { room: number; refills: number };
  /** Whether the token that one instance got serves the others. */
  sharedCache: boolean;
  mishaps: Mishaps;
}

export interface ComingLogin {
  session: string;
  kind: Login["kind"];
  /** Where the Action runs; an instance runs several logins at once. */
  instance: number;
  /** What a clock that is off says. Without it, the tenant's one clock tells when the session is established. */
  at?: number;
}

/** How many of each may happen, at any time. */
export interface Mishaps {
  /** Requests that are limited, or fail, or succeed though the answer is lost. */
  faults: number;
  /** Actions that end in the middle. */
  crashes: number;
  /** Changes of the tenant's keys: every token that is about is refused. */
  rotations: number;
  /** Uses of a session by whoever is signed in to it. */
  uses: number;
}

export const UP_TO_DATE = { listsLate: false, deletesLate: false, pageSize: 2 };

/** The list shows every new session at once; a deletion takes its time. */
export const DELETES_LATE = { ...UP_TO_DATE, deletesLate: true };

export const LAGGING = { ...DELETES_LATE, listsLate: true };

export const NO_MISHAPS: Mishaps = { faults: 0, crashes: 0, rotations: 0, uses: 0 };

/** What a test says of a scenario. */
export type Given = Partial<Omit<Scenario, "policy" | "logins" | "mishaps">> & {
  policy?: Partial<PolicyDocument>;
  logins: (Partial<ComingLogin> & Pick<ComingLogin, "session">)[];
  mishaps?: Partial<Mishaps>;
};

/** An up-to-date store without mishaps and two instances without a common cache, but for what a test says. */
export function scenarioOf(given: Given): Scenario {
  return {
    decide,
    sessions: [],
    store: UP_TO_DATE,
    sharedCache: false,
    isNewUser: false,
    ...given,
    policy: policyOf(given.policy),
    logins: given.logins.map((login, index) => ({ kind: "authentication", instance: index % 2, ...login })),
    mishaps: { ...NO_MISHAPS, ...given.mishaps },
  };
}
