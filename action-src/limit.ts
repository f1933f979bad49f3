import type { PolicyDocument, SessionConditions } from "../contract/policy";
import type { WhenExceeded } from "../contract/strategies";
import type { ListedSession } from "./session";

/** What a policy allows a login. */
export interface Limit {
  maxSessions: number | "unlimited";
  whenExceeded: WhenExceeded;
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
  const rule = policy.rules.find(({ when }) => matches(when, traits));
  const key = policy.userLimit?.appMetadataKey;
  const own = key !== undefined && Object.hasOwn(appMetadata, key) ? appMetadata[key] : undefined;
  const hasOwn = Number.isInteger(own) && (own as number) >= 1;
  return {
    maxSessions: hasOwn ? (own as number) : (rule?.maxSessions ?? policy.maxSessions),
    whenExceeded: rule?.whenExceeded ?? policy.whenExceeded,
    userLimitIgnored: own !== undefined && !hasOwn,
  };
}

function matches(when: SessionConditions, traits: Traits): boolean {
  return Object.entries(when).every(([condition, values]: [string, string[]]) =>
    values.some((value) => traits[condition as keyof Traits].includes(value)),
  );
}

/**
 * Tells a session that serves unlimited applications only. Sessions are many, and applications few: each is looked up once.
 */
export function unlimitedSessions(
  circumstances: Circumstances,
  policy: PolicyDocument,
): (session: Pick<ListedSession, "clients">) => boolean {
  if (!policy.rules.some(({ maxSessions }) => maxSessions === "unlimited")) return () => false;
  const known = new Map<string, boolean>();
  const isUnlimitedIn = (client: string) => {
    const traits = { ...circumstances.traits, clients: [client], connections: [], organizations: [], protocols: [] };
    const isUnlimited = known.get(client) ?? limitOf({ ...circumstances, traits }, policy).maxSessions === "unlimited";
    known.set(client, isUnlimited);
    return isUnlimited;
  };
  return ({ clients }) => clients.length > 0 && clients.every(isUnlimitedIn);
}
