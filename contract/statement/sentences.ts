import type { PolicyDocument, SessionConditions, SessionRule } from "../policy";
import type { WhenExceeded } from "../strategies";

/** For each field, the sentences that say what its value in a given policy means. */
type Sentences = { readonly [Field in keyof Required<PolicyDocument>]: (policy: PolicyDocument) => readonly string[] };

const SENTENCES: Sentences = {
  enforcement: ({ enforcement }) =>
    enforcement === "enforce" ? [] : ["The policy is not enforced yet: it only reports what it would do."],
  maxSessions: ({ maxSessions }) => [
    `A user may hold at most ${sessions(maxSessions)} at a time, counted over all applications of the Auth0 tenant.`,
  ],
  whenExceeded: ({ whenExceeded }) => [`When a login exceeds the limit, ${CONSEQUENCE[whenExceeded]}.`],
  denialMessage: (policy) =>
    refuses(policy) ? [`The application of a refused login is told: "${policy.denialMessage}".`] : [],
  idleSessionsFreeTheirSlotAfter: (policy) =>
    refuses(policy) && policy.idleSessionsFreeTheirSlotAfter !== undefined
      ? [`A session that goes unused for ${policy.idleSessionsFreeTheirSlotAfter} minutes gives up its place.`]
      : [],
  rules: ({ rules }) => rules.map(ruleSentence),
  userLimit: ({ userLimit }) =>
    userLimit
      ? [`A user whose app_metadata has a whole number under "${userLimit.appMetadataKey}" has that limit instead.`]
      : [],
  refreshTokens: ({ refreshTokens }) => TOKENS[refreshTokens],
  requireSecondFactor: ({ requireSecondFactor }) =>
    requireSecondFactor ? ["A session ends others only after its user has completed a second factor in it."] : [],
  checkOnReuse: ({ checkOnReuse }) => [
    checkOnReuse
      ? "The limit is checked at each login, and each time a session is used again."
      : "The limit is checked at each login, but not when a session is used again.",
  ],
  onFailure: ({ onFailure }) => [
    onFailure === "allow-login"
      ? "If a user's sessions cannot be read or ended, the login proceeds, and the user's next login restores the limit."
      : "If a user's sessions cannot be read or ended, the login is refused.",
  ],
  timeBudget: ({ timeBudget }) => [`The policy delays a login by at most ${timeBudget} milliseconds.`],
  rateLimitReserve: ({ rateLimitReserve }) => [
    `If no more than ${rateLimitReserve} percent of the tenant's rate limit is left, sessions count as unreadable.`,
  ],
};

const CONSEQUENCE: Record<WhenExceeded, string> = {
  "revoke-oldest": "the user's session that authenticated first is ended",
  "revoke-least-recently-used": "the user's session that has gone unused for longest is ended",
  "deny-login": "the login is refused, and the existing sessions keep their places",
};

const TOKENS: Record<PolicyDocument["refreshTokens"], readonly string[]> = {
  keep: ["Refresh tokens that were issued in a session still work after the policy has ended it."],
  revoke: ["Refresh tokens that were issued in a session are revoked when the policy ends it."],
  "revoke-others": [
    "Refresh tokens that were issued in a session are revoked when the policy ends it.",
    "A device without a session counts by its refresh tokens, which are revoked when it is over the limit.",
  ],
};

export function sentencesOf(policy: PolicyDocument): string[] {
  return Object.values(SENTENCES).flatMap((sentence) => sentence(policy));
}

/** Whether any login can be refused for exceeding the limit. */
function refuses({ whenExceeded, rules }: PolicyDocument): boolean {
  return [whenExceeded, ...rules.map((rule) => rule.whenExceeded)].includes("deny-login");
}

const CONDITION: Record<keyof SessionConditions, string> = {
  clients: "to the applications",
  connections: "through the connections",
  organizations: "to the organizations",
  roles: "by users with the roles",
  users: "by the users",
  protocols: "over the protocols",
};

function ruleSentence({ when, maxSessions, whenExceeded, counts }: SessionRule): string {
  const conditions = Object.entries(when).map(
    ([name, values]: [string, readonly string[]]) =>
      `${CONDITION[name as keyof SessionConditions]} ${values.join(", ")}`,
  );
  const limit = maxSessions === "unlimited" ? "there is no limit" : `the limit is ${sessions(maxSessions)}`;
  const apart = counts === "matching" ? ", counted separately from the user's other sessions" : "";
  const consequence = whenExceeded === undefined ? "" : `; when it is exceeded, ${CONSEQUENCE[whenExceeded]}`;
  return `For logins ${conditions.join(" and ")}, ${limit}${apart}${consequence}.`;
}

function sessions(count: number): string {
  return count === 1 ? "one session" : `${count} sessions`;
}
