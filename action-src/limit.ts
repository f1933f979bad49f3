import type { Login, Traits } from "./login";
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

/** The user's own limit, else that of the first rule that matches, else the policy's. */
export function limitOf(login: Login, policy: PolicyDocument): Limit {
  const rule = policy.rules.find(({ when }) => matches(when, login.traits));
  const own = policy.userLimit && login.appMetadata[policy.userLimit.appMetadataKey];
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

/** Whether a session serves unlimited applications only. No more than those and the user are known of another login. */
export function isUnlimited(session: ListedSession, login: Login, policy: PolicyDocument): boolean {
  const isUnlimitedIn = (client: string) => {
    const traits = { ...login.traits, clients: [client], connections: [], organizations: [], protocols: [] };
    return limitOf({ ...login, traits }, policy).maxSessions === "unlimited";
  };
  return session.clients.length > 0 && session.clients.every(isUnlimitedIn);
}
