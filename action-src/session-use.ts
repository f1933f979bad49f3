import { isPlainObject } from "../contract/fields";
import type { PolicyDocument } from "../contract/policy";
import type { EventSession, PostLoginEvent } from "./auth0-actions";
import { scopesOf, setsApart, type Circumstances, type Limit, type Scope } from "./limit";
import { parseTimestamp, UNKNOWN_TIME } from "./timestamp";

/** How a login uses its session, and what that means to the policy. */
export interface SessionUse {
  /**
   * - "authentication": the user authenticated.
   * - "entry": an existing session is used for the first time by an application under another limit.
   * - "reuse": an existing session is used again, in the browser that holds it.
   * - "exchange": a refresh token that was issued in the session is exchanged.
   */
  kind: "authentication" | "entry" | "reuse" | "exchange";
  /** Whether this use may end other sessions. */
  endsOthers: boolean;
  /** Whether this use may itself be refused. */
  isJudged: boolean;
}

/** The metadata key under which a session or a refresh token records the limits it has counted under, so that it counts once for each. */
export const MARK = "single_session";

/**
 * A login touches its session within this time of authenticating, in milliseconds. When in doubt, it counts as a login: that costs
 * one call, whereas a login that is missed has no limit.
 */
const SAME_STEP = 10_000;

export function isExchange({ transaction }: PostLoginEvent): boolean {
  return transaction?.protocol === "oauth2-refresh-token";
}

/** The kind of use, if a policy has nothing to do with it whoever the user is; undefined if the policy may apply. */
export function usesNothing(event: PostLoginEvent, policy: PolicyDocument): SessionUse["kind"] | undefined {
  if (policy.checkOnReuse || needsSettling(policy)) return undefined;
  return isExchange(event) ? "exchange" : isReused(event) ? "reuse" : undefined;
}

export function readUse(
  event: PostLoginEvent,
  { scope, whenExceeded }: Limit,
  circumstances: Circumstances,
  policy: PolicyDocument,
): SessionUse {
  const { requireSecondFactor, checkOnReuse } = policy;
  const isNew = !isSettled(event, scope);
  const isEntry = isNew && isFirstUnder(scope, event, circumstances, policy);
  const kind = isExchange(event) ? "exchange" : isEntry ? "entry" : isReused(event) ? "reuse" : "authentication";

  const refuses = whenExceeded === "deny-login";
  const isLogin = kind === "authentication" || kind === "entry";
  const isCounted = isLogin || (requireSecondFactor && isNew);
  return {
    kind,
    endsOthers: !refuses && isCounted && (!requireSecondFactor || hasSecondFactor(event)),
    isJudged: isLogin ? refuses : checkOnReuse,
  };
}

/** Source: Auth0 support, "Differentiate User Logins From Session Reuse (SSO) in Post-Login Actions", option 1. */
function isReused({ session, transaction }: PostLoginEvent): boolean {
  const authenticatedAt = parseTimestamp(session?.authenticated_at);
  const updatedAt = parseTimestamp(session?.updated_at);
  const prompt = transaction?.prompt;
  const isSilent = prompt === "none" || (Array.isArray(prompt) && prompt.includes("none"));
  return isSilent || (authenticatedAt !== UNKNOWN_TIME && updatedAt - authenticatedAt > SAME_STEP);
}

/**
 * Whether the session has signed the user in to other applications, none of which is under the same limit as this one. The
 * session's list may already contain this application.
 */
function isFirstUnder(
  scope: Scope,
  { session, client }: PostLoginEvent,
  circumstances: Circumstances,
  policy: PolicyDocument,
): boolean {
  const others = clientsOf(session).filter((id) => id !== client?.client_id);
  return others.length > 0 && others.map(scopesOf(circumstances, policy)).every((other) => other !== scope);
}

function clientsOf(session: EventSession | null | undefined): unknown[] {
  const clients = session?.clients;
  return Array.isArray(clients) ? clients.map((client) => (client as { client_id?: unknown } | null)?.client_id) : [];
}

/** Source: Auth0 docs, `event.authentication.methods`: "mfa" once the second factor has been completed in the session. */
function hasSecondFactor({ authentication }: PostLoginEvent): boolean {
  const methods = authentication?.methods;
  return Array.isArray(methods) && methods.some((method) => (method as { name?: unknown } | null)?.name === "mfa");
}

/** Whether a session has already been counted under a limit. */
export function isSettled({ session, refresh_token: refreshToken }: PostLoginEvent, scope: Scope): boolean {
  const metadata = session?.metadata ?? refreshToken?.metadata;
  const settled = isPlainObject(metadata) ? metadata[MARK] : undefined;
  return typeof settled === "string" && settled.split(" ").includes(String(scope));
}

/** Whether a policy counts uses of an existing session, in addition to logins. */
export function needsSettling(policy: PolicyDocument): boolean {
  return policy.requireSecondFactor || setsApart(policy);
}
