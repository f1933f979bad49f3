import type { PolicyDocument, SessionConditions } from "../contract/policy";
import type { WhenExceeded } from "../contract/strategies";
import type { ListedSession } from "./session";

/**
 * Which sessions a limit applies to. A number is the index of a rule whose applications have their own limit; "rest" means all
 * other applications that are limited.
 */
export type Scope = number | "rest" | "unlimited";

/** What a policy allows a login. */
export interface Limit {
  scope: Scope;
  maxSessions: number | "unlimited";
  whenExceeded: WhenExceeded;
  /** The index of the first rule that matches the login; -1 if none does. */
  rule: number;
  /** Whether `maxSessions` is the user's own. */
  isOwn: boolean;
  /** Whether the user has a limit of their own that is ignored because it is not a valid limit. */
  userLimitIgnored: boolean;
}

/** The values that a login has for each condition. Values that are not strings match no condition. */
export type Traits = Record<keyof SessionConditions, readonly unknown[]>;

/** What a user's limit at a login depends on. */
export interface Circumstances {
  /** What the rules' conditions are compared with. */
  traits: Traits;
  appMetadata: Readonly<Record<string, unknown>>;
}

/** The user's own limit; otherwise, the limit of the first rule that matches; otherwise, the policy's limit. */
export function limitOf({ traits, appMetadata }: Circumstances, policy: PolicyDocument): Limit {
  const rule = policy.rules.findIndex(({ when }) => matches(when, traits));
  const matching = policy.rules[rule];
  const key = policy.userLimit?.appMetadataKey;
  const own = key !== undefined && Object.hasOwn(appMetadata, key) ? appMetadata[key] : undefined;
  const isOwn = Number.isInteger(own) && (own as number) >= 1;
  const maxSessions = isOwn ? (own as number) : (matching?.maxSessions ?? policy.maxSessions);
  const isSetApart = matching?.counts === "matching" && !isOwn;
  return {
    scope: maxSessions === "unlimited" ? "unlimited" : isSetApart ? rule : "rest",
    maxSessions,
    whenExceeded: matching?.whenExceeded ?? policy.whenExceeded,
    rule,
    isOwn,
    userLimitIgnored: own !== undefined && !isOwn,
  };
}

function matches(when: SessionConditions, traits: Traits): boolean {
  return Object.entries(when).every(([condition, values]: [string, string[]]) =>
    values.some((value) => traits[condition as keyof Traits].includes(value)),
  );
}

/**
 * Returns a function that tells which limit an application is under. For a session from another login, only its applications and
 * its user are known. Sessions are many but applications few, so each application is looked up once.
 */
export function scopesOf(circumstances: Circumstances, policy: PolicyDocument): (client: unknown) => Scope {
  const known = new Map<unknown, Scope>();
  return (client) => {
    const traits = { ...circumstances.traits, clients: [client], connections: [], organizations: [], protocols: [] };
    const scope = known.get(client) ?? limitOf({ ...circumstances, traits }, policy).scope;
    known.set(client, scope);
    return scope;
  };
}

/**
 * Returns a function that tells whether a session counts under a limit: it does if one of its applications is under that limit. A
 * session without applications counts with the rest.
 */
export function countedUnder(
  scope: Scope,
  circumstances: Circumstances,
  policy: PolicyDocument,
): (session: Pick<ListedSession, "clients">) => boolean {
  if (!setsApart(policy)) return () => true;
  const scopeOf = scopesOf(circumstances, policy);
  return ({ clients }) => (clients.length > 0 ? clients.some((client) => scopeOf(client) === scope) : scope === "rest");
}

/** Whether the policy has applications to which its own limit does not apply. */
export function setsApart({ rules }: PolicyDocument): boolean {
  return rules.some(({ maxSessions, counts }) => maxSessions === "unlimited" || counts === "matching");
}
