import type { PolicyDocument, SessionConditions } from "../contract/policy";
import type { WhenExceeded } from "../contract/strategies";
import type { ListedSession } from "./session";

/**
 * Which sessions a limit is for: those of the applications of one rule, by its place in the policy, or the "rest", all others
 * that are limited.
 */
export type Scope = number | "rest" | "unlimited";

/** What a policy allows a login. */
export interface Limit {
  scope: Scope;
  maxSessions: number | "unlimited";
  whenExceeded: WhenExceeded;
  /** What of the policy set it: "maxSessions", "userLimit", or a rule by its place, such as "rules[0]". */
  setBy: string;
  /** The user has a limit of their own that cannot be one. */
  userLimitIgnored: boolean;
}

/** For each condition, the values that a login has; what is no text is no value that a condition could name. */
export type Traits = Record<keyof SessionConditions, readonly unknown[]>;

/** What a limit depends on. */
export interface Circumstances {
  /** What the conditions of rules are held against. */
  traits: Traits;
  appMetadata: Readonly<Record<string, unknown>>;
}

/** The user's own limit, else that of the first rule that matches, else the policy's. */
export function limitOf({ traits, appMetadata }: Circumstances, policy: PolicyDocument): Limit {
  const place = policy.rules.findIndex(({ when }) => matches(when, traits));
  const rule = policy.rules[place];
  const key = policy.userLimit?.appMetadataKey;
  const own = key !== undefined && Object.hasOwn(appMetadata, key) ? appMetadata[key] : undefined;
  const hasOwn = Number.isInteger(own) && (own as number) >= 1;
  const maxSessions = hasOwn ? (own as number) : (rule?.maxSessions ?? policy.maxSessions);
  const isSetApart = rule?.counts === "matching" && !hasOwn;
  return {
    scope: maxSessions === "unlimited" ? "unlimited" : isSetApart ? place : "rest",
    maxSessions,
    whenExceeded: rule?.whenExceeded ?? policy.whenExceeded,
    setBy: hasOwn ? "userLimit" : rule ? `rules[${place}]` : "maxSessions",
    userLimitIgnored: own !== undefined && !hasOwn,
  };
}

function matches(when: SessionConditions, traits: Traits): boolean {
  return Object.entries(when).every(([condition, values]: [string, string[]]) =>
    values.some((value) => traits[condition as keyof Traits].includes(value)),
  );
}

/**
 * Tells the limit that an application is under. No more than the application and the user are known of another login. Sessions
 * are many, and applications few: each is looked up once.
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

/** Tells whether a session counts under a limit, as one of its applications is. Without any, it counts with the rest. */
export function countedUnder(
  scope: Scope,
  circumstances: Circumstances,
  policy: PolicyDocument,
): (session: Pick<ListedSession, "clients">) => boolean {
  if (!setsApart(policy)) return () => true;
  const scopeOf = scopesOf(circumstances, policy);
  return ({ clients }) => (clients.length > 0 ? clients.some((client) => scopeOf(client) === scope) : scope === "rest");
}

/** Whether there are applications that the policy's own limit is not for. */
export function setsApart({ rules }: PolicyDocument): boolean {
  return rules.some(({ maxSessions, counts }) => maxSessions === "unlimited" || counts === "matching");
}
