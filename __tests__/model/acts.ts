import type { PostLoginApi, PostLoginEvent } from "../../action-src/auth0-actions";
import { enforce, refusalOf } from "../../action-src/enforcement";
import { readLogin } from "../../action-src/login";
import { refuse } from "../../action-src/refusal";
import { settle, settles } from "../../action-src/settled";
import type { PolicyDocument } from "../../contract/policy";
import { limitFor, type Given } from "./applications";
import { TenantInMemory, timestamp, type HeldSession, type HeldToken } from "./tenant-in-memory";

/** What the user does next, on which of their devices and in which application. */
export interface Act {
  does: "signs in" | "goes on to" | "gives a factor" | "exchanges" | "signs in natively" | "idles";
  device: number;
  client: string;
  /** Whether a second factor is given before the Action runs, and whether a refresh token is asked for. */
  factor: boolean;
  offline: boolean;
}

/** The Action, in parts, any of which a test may break. */
export const ACTION = {
  readPolicy: (policy: PolicyDocument) => policy,
  readLogin,
  settles,
};
export type Action = typeof ACTION;

/** An act for which the Action ran. */
export interface Happening {
  act: Act;
  before: ReturnType<TenantInMemory["snapshot"]>;
  after: ReturnType<TenantInMemory["snapshot"]>;
  /** Whose login it is, and which applications it served. */
  session?: HeldSession;
  served: string[];
  /** Whether the policy counts the act under the limit of its application, and whether for the first time. */
  counts: boolean;
  countedBefore: boolean;
  refused: boolean;
  lists: number;
}

/** @returns nothing where the act is not possible, or no login */
export async function perform(act: Act, tenant: TenantInMemory, given: Given, action: Action) {
  const { does, device, client } = act;
  tenant.passTime();
  const session = tenant.sessions.findLast((session) => session.device === device && !session.isIdle);
  const token = tenant.tokens.findLast((token) => token.device === device && token.client === client);
  switch (does) {
    case "signs in":
      return signIn(act, session, tenant, given, action);
    case "goes on to":
      return session && useBrowser(act, session, session.clients, tenant, given, action);
    case "exchanges":
      return token && exchange(act, token, tenant, given, action);
    case "signs in natively":
      await happen(act, {}, [], tenant, given, action);
      return tenant.issue(device, client);
    case "gives a factor":
      if (session) session.hasSecondFactor = true;
      return;
    case "idles":
      if (session) session.isIdle = true;
  }
}

/** Who is signed in on the device already gives the password again, in the same session. */
function signIn(act: Act, there: HeldSession | undefined, tenant: TenantInMemory, given: Given, action: Action) {
  const session = there ?? tenant.establish(act.device, act.client);
  session.authenticatedAt = tenant.now;
  return useBrowser(act, session, there?.clients ?? [], tenant, given, action);
}

async function useBrowser(
  act: Act,
  session: HeldSession,
  served: string[],
  tenant: TenantInMemory,
  given: Given,
  action: Action,
) {
  const clients = [...new Set([...served, act.client])];
  session.updatedAt = tenant.now;
  session.hasSecondFactor ||= act.factor;
  session.clients = given.listsAtOnce || served.length === 0 ? clients : served;
  const happening = await happen(act, { session }, served, tenant, given, action);
  session.clients = happening.refused && !given.listsRefused ? served : clients;
  if (!happening.refused && act.offline) tenant.issue(act.device, act.client, session);
  return happening;
}

function exchange(act: Act, token: HeldToken, tenant: TenantInMemory, given: Given, action: Action) {
  token.exchangedAt = tenant.now;
  return happen(act, { session: token.session, token }, token.session?.clients ?? [], tenant, given, action);
}

interface Use {
  session?: HeldSession;
  token?: HeldToken;
}

async function happen(
  act: Act,
  use: Use,
  served: string[],
  tenant: TenantInMemory,
  given: Given,
  action: Action,
): Promise<Happening> {
  const { session, token } = use;
  const { group } = limitFor(given, act.client);
  const book = (token ?? session)?.counted ?? [];
  const countedBefore = book.includes(group);
  const counts = isCounted(act, session, countedBefore, given);
  const before = tenant.snapshot();
  const listsBefore = tenant.lists;

  const refused = await run(eventOf(act, use), use, tenant, given, action);
  if (counts && !refused && !countedBefore) book.push(group);
  const lists = tenant.lists - listsBefore;
  const now = { before, after: tenant.snapshot(), session: session && structuredClone(session) };
  return { act, ...now, served, counts, countedBefore, refused, lists };
}

/**
 * A login counts each time; a use of a session that goes on, once for each limit. Where a second factor is required, it takes
 * that one was given, and an exchange is such a use, too; `deny-login` ends nobody's session, and does not wait for one.
 */
function isCounted({ does, client }: Act, session: HeldSession | undefined, before: boolean, given: Given): boolean {
  const { group, denies } = limitFor(given, client);
  const { requireSecondFactor } = given.policy;
  if (!session || group === "unlimited") return false;
  if (does === "exchanges") return requireSecondFactor && !denies && session.hasSecondFactor && !before;
  return (does === "signs in" || !before) && (denies || !requireSecondFactor || session.hasSecondFactor);
}

/** What the Action does once it has its policy, one part after the other. @returns whether the login is refused */
async function run(event: PostLoginEvent, use: Use, tenant: TenantInMemory, given: Given, action: Action) {
  const policy = action.readPolicy(given.policy);
  const login = action.readLogin(event, policy);
  if ("nothingToDo" in login) return false;
  const outcome = await enforce(login, policy, () => tenant, { isSpent: false });
  if (outcome.failure !== undefined) throw new Error("the Action failed", { cause: outcome.failure });
  const refusal = refusalOf(outcome, login, policy);
  const api = apiOf(use, tenant, given);
  if (refusal === undefined && action.settles(outcome, policy)) await settle(event, login, api);
  return refusal !== undefined && (await refuse(login.kind, refusal, policy, api)) === "done";
}

function eventOf({ client, does }: Act, { session, token }: Use): PostLoginEvent {
  const methods = session?.hasSecondFactor ? ["pwd", "mfa"] : ["pwd"];
  return {
    user: { user_id: "auth0|ada" },
    client: { client_id: client },
    stats: { logins_count: 9 },
    authentication: { methods: methods.map((name) => ({ name })) },
    transaction: { protocol: does === "exchanges" ? "oauth2-refresh-token" : "oidc-basic-profile" },
    ...(token
      ? { refresh_token: { session_id: session?.id, metadata: token.metadata } }
      : session && {
          session: {
            id: session.id,
            created_at: timestamp(session.createdAt),
            authenticated_at: timestamp(session.authenticatedAt),
            updated_at: timestamp(session.updatedAt),
            clients: session.clients.map((client_id) => ({ client_id })),
            metadata: session.metadata,
          },
        }),
  };
}

function apiOf({ session, token }: Use, tenant: TenantInMemory, { keepsMetadata }: Given): PostLoginApi {
  const setMetadata = (of: Use["session"] | Use["token"]) => (key: string, value: string) => {
    if (keepsMetadata) of!.metadata[key] = value;
  };
  return {
    cache: { get: () => undefined, set: () => undefined },
    session: {
      revoke: (_, options) => tenant.end(session!.id, options?.preserveRefreshTokens === true),
      setMetadata: setMetadata(session),
    },
    refreshToken: { revoke: () => tenant.endTokens([token!.id]), setMetadata: setMetadata(token) },
    access: { deny: () => undefined },
  };
}
